,
listed as (
    select
        m.subject_id, m.duty, m.unit_id, m.met, m.due_on, m.done_on, m.responsible, m.why,
        s.kind, s.name, s.team, s.gender, s.birth_date, s.phone, s.id_no
    from mine as m
    inner join subjects as s on m.subject_id = s.subject_id
    where ($state = 'all'
        or ($state = 'met' and m.met)
        or ($state = 'unmet' and not m.met)
        or ($state = 'not_due' and m.met is null))
        and ($search = '' or contains(s.name, $search) or contains(m.unit_id, $search) or contains(coalesce(m.responsible, ''), $search))
)

-- The worst first: never done, then longest ago.
select *, count(*) over () as total from listed
order by done_on nulls first, due_on nulls first, unit_id, name collate zh, subject_id, duty
limit $size offset $skip
