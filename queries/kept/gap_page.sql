
near as materialized (
    select * from listed
    where rank < $rank or (rank = $rank and (days < $days or (days = $days
        and (seen < $seen or (seen = $seen and unit_no <= $unit_no)))))
)

select
    n.indicator, n.subject_id, n.duty, n.unit_id, n.due_on, n.done_on, n.responsible, n.why, n.severity,
    s.kind, s.name, s.team, s.gender, s.birth_date, s.phone, n.days_late, n.last_contact_on
from near as n
inner join subjects as s on n.subject_id = s.subject_id
order by
    n.rank, n.days_late desc nulls last, n.last_contact_on nulls first,
    n.unit_id, s.name collate zh, n.subject_id, n.indicator, n.duty
limit $size offset $skip
