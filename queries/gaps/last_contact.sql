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
