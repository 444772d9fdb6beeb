,
listed as (
    select * exclude (place) from named
    where place = 1
        and ($indicator = '' or indicator = $indicator)
        and ($severity = '' or severity = $severity)
),

{{gaps/last_contact}}

-- What matters first: by severity, then the longest overdue; without a known day last.
select l.*, c.last_contact_on, count(*) over () as total, count(distinct l.subject_id) over () as subjects
from listed as l
left join last_contact as c on l.subject_id = c.subject_id
order by
    case l.severity when 'high' then 1 when 'middle' then 2 else 3 end,
    l.days_late desc nulls last, c.last_contact_on nulls first,
    l.unit_id, l.name collate zh, l.subject_id, l.indicator, l.duty
limit $size offset $skip
