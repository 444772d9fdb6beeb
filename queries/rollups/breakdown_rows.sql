,
listed as (
    select
        -- What a breakdown says besides (a contact's day, kind and visitor) goes along.
        m.* exclude (unit_id, class_id), coalesce(m.unit_id, m.class_id) as unit_id,
        s.kind, s.name, s.team, s.gender, s.birth_date, s.phone, s.id_no
    from mine as m
    inner join subjects as s on m.subject_id = s.subject_id
    where ($x = '' or m.x = $x) and ($series = '' or m.series = $series)
        and ($search = '' or contains(s.name, $search) or contains(coalesce(m.unit_id, m.class_id), $search))
)

select *, count(*) over () as total, count(distinct subject_id) over () as subjects
from listed
order by unit_id, name collate zh, subject_id, x, series, listed
limit $size offset $skip
