,
near as materialized (
    select * from listed
    where rank < $rank or (rank = $rank and (days < $days or (days = $days
        and (seen < $seen or (seen = $seen and unit_no <= $unit_no)))))
)

select
    indicator, subject_id, duty, unit_id, due_on, done_on, responsible, why, severity,
    kind, name, team, gender, birth_date, phone, days_late, last_contact_on
from near
order by
    rank, days_late desc nulls last, last_contact_on nulls first,
    unit_id, name collate zh, subject_id, indicator, duty
limit $size offset $skip
