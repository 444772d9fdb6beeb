,
listed as (
    select * exclude (place) from named
    where place = 1
        and ($indicator = '' or indicator = $indicator)
        and ($severity = '' or severity = $severity)
),

-- Whose contacts count for a subject: a person's own, for a household or house those with its people.
whose as (
    select subject_id, subject_id as person_id from listed where kind = 'person'
    union
    select l.subject_id, h.person_id
    from listed as l
    left join houses as o on l.subject_id = o.house_id
    inner join household_members as h on h.household_id = coalesce(o.household_id, l.subject_id)
    where l.kind in ('household', 'house')
),

last_contact as (
    select w.subject_id, max(c.on_day) as last_contact_on
    from contacts as c
    inner join whose as w on c.person_id = w.person_id
    where c.on_day <= cast($as_of as date)
    group by w.subject_id
)

-- What matters first: by severity, then the longest overdue; without a known day last.
select l.*, c.last_contact_on, count(*) over () as total, count(distinct l.subject_id) over () as subjects
from listed as l
left join last_contact as c on l.subject_id = c.subject_id
order by
    case l.severity when 'high' then 1 when 'middle' then 2 else 3 end,
    l.days_late desc nulls last, c.last_contact_on nulls first,
    l.unit_id, l.name collate zh, l.subject_id, l.indicator, l.duty
limit $size offset $skip
