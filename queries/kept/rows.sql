-- A question's rows, each with the subject's groups.
with answer as (
{answer}
)

select a.*, coalesce(g.groups, 0) as groups
from answer as a
left join {groups} as g on a.subject_id = g.subject_id
