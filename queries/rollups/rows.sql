,
{{rollups/answered}}

-- The rows behind a count. A subject is met when all its due duties are; it is unmet by the duties that are not.
judged as (
    select
        m.*,
        min(case when m.met then 1 when not m.met then 0 end) over (partition by m.subject_id) as subject_met,
        -- A pupil stands in a village and in a class: list each duty once, the village first.
        row_number() over (partition by m.subject_id, m.duty order by length(m.unit_id) - length(replace(m.unit_id, '/', '')), m.unit_id) as place
    from answered as m
),

listed as (
    select
        j.subject_id, j.duty, j.unit_id, j.met, j.due_on, j.done_on, j.responsible, j.why,
        s.kind, s.name, s.team, s.gender, s.birth_date, s.phone, s.id_no
    from judged as j
    inner join subjects as s on j.subject_id = s.subject_id
    where j.place = 1
        and ($state = 'all'
            or ($state = 'met' and j.subject_met = 1 and j.met)
            or ($state = 'unmet' and not j.met)
            or ($state = 'not_due' and j.subject_met is null))
        and ($search = '' or contains(s.name, $search) or contains(j.unit_id, $search) or contains(coalesce(j.responsible, ''), $search))
)

-- The worst first: never done, then longest ago.
select *, count(*) over () as total, count(distinct subject_id) over () as subjects
from listed
order by done_on nulls first, due_on nulls first, unit_id, name collate zh, subject_id, duty
limit $size offset $skip
