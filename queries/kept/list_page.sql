,
near as materialized (
    select * from listed
    where done <= $done and (done < $done or due < $due or (due = $due and unit_no <= $unit_no))
)

select
    subject_id, duty, unit_id, met, due_on, done_on, responsible, why,
    kind, name, team, gender, birth_date, phone, id_no
from near
order by done_on nulls first, due_on nulls first, unit_id, name collate zh, subject_id, duty
limit $size offset $skip
