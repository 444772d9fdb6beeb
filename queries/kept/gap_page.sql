,
near as materialized (
    select * from listed where place <= $place
)

select
    indicator, subject_id, duty, unit_id, due_on, done_on, responsible, why, severity,
    kind, name, team, gender, birth_date, phone, days_late, last_contact_on
from near
order by place, name collate zh, subject_id, indicator, duty
limit $size offset $skip
