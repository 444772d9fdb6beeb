,
-- Each unit from $unit down with all below it; nobody counts twice within one, though they stand in a village and a class.
parts as (
    select unit_id, string_split(unit_id, '/') as names from (select distinct unit_id from mine)
),

above as (
    select unit_id, array_to_string(names[1:depth], '/') as key
    from (select unit_id, names, unnest(range(1, len(names) + 1)) as depth from parts)
),

judged as (
    select a.key, m.subject_id, min(case when m.met then 1 when not m.met then 0 end) as met
    from mine as m
    inner join above as a on m.unit_id = a.unit_id
    where $unit = '' or a.key = $unit or starts_with(a.key, $unit || '/')
    group by a.key, m.subject_id
)

select key, count(met) as due, coalesce(sum(met), 0) as met, count(*) - count(met) as not_due
from judged group by key order by key
