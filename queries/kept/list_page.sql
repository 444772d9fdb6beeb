
near as materialized (
    select subject_id, duty, unit_id, met, due_on, done_on, responsible, why from listed
    where done < $done or (done = $done and (due < $due or (due = $due and unit_no <= $unit_no)))
)

select
    n.subject_id, n.duty, n.unit_id, n.met, n.due_on, n.done_on, n.responsible, n.why,
    s.kind, s.name, s.team, s.gender, s.birth_date, s.phone, s.id_no
from near as n
inner join subjects as s on n.subject_id = s.subject_id
order by n.done_on nulls first, n.due_on nulls first, n.unit_id, s.name collate zh, n.subject_id, n.duty
limit $size offset $skip
