,
-- Quality of the records by unit one step below $unit (key '' = all): what is filled in, entered in time, free of contradictions,
-- and which visits stand in an open case. $consistency and $visits are the checks of identity and roll, and of visits.
-- Visits of the last $days days; in time = entered within $entry_days days. Counts, never shares: they add up.
on_roll as (
    select distinct m.subject_id, bool_or(coalesce(g.is_child, false)) as is_child
    from memberships as m
    left join helper_groups as g on m.group_id = g.group_id
    where m.from_on <= cast($as_of as date) and m.to_on > cast($as_of as date)
    group by m.subject_id
),

contradicted as (
    select distinct subject_id from mine where list_contains(cast($consistency as varchar[]), check_id)
),

people_then as (
    select
        coalesce(p.unit_id, p.class_id) as unit_id, 1 as people,
        case when r.is_child then 5 else 4 end as wanted,
        count(p.id_no) + count(p.birth_date) + count(p.team) + count(coalesce(p.phone, p.guardian_phone))
            + count(case when r.is_child then p.guardian_name end) as filled,
        count(c.subject_id) as contradicted
    from on_roll as r
    inner join people as p on r.subject_id = p.person_id
    left join contradicted as c on r.subject_id = c.subject_id
    where $unit = '' or p.unit_id = $unit or starts_with(p.unit_id, $unit || '/') or p.class_id = $unit or starts_with(p.class_id, $unit || '/')
    group by p.person_id, p.unit_id, p.class_id, r.is_child
),

doubtful as (
    select distinct subject_id, on_day from mine where list_contains(cast($visits as varchar[]), check_id)
),

visits_then as (
    select
        v.unit_id, v.on_day, v.entered_on,
        case when d.subject_id is not null then 1 else 0 end as doubtful
    from contacts as v
    left join doubtful as d on v.person_id = d.subject_id and v.on_day = d.on_day
    where v.kind in ('visit', 'home_visit', 'talk')
        and v.on_day <= cast($as_of as date) and v.on_day > cast($as_of as date) - cast($days as integer)
        and ($unit = '' or v.unit_id = $unit or starts_with(v.unit_id, $unit || '/') or v.class_id = $unit or starts_with(v.class_id, $unit || '/'))
),

told as (
    select unit_id, cast(null as date) as on_day, people, wanted, filled, contradicted, 0 as visits, 0 as entered, 0 as in_time, 0 as doubtful
    from people_then
    union all
    select
        unit_id, on_day, 0, 0, 0, 0, 1, case when entered_on is null then 0 else 1 end,
        case when entered_on <= on_day + cast($entry_days as integer) then 1 else 0 end, doubtful
    from visits_then
),

placed as (
    select
        *, strftime(on_day, '%Y-%m') as month,
        array_to_string(string_split(unit_id, '/')[1:1 + case when $unit = '' then 0 else len(string_split($unit, '/')) end], '/') as key
    from told
),

summed as (
    select
        case when grouping(key) = 1 then '' else key end as key,
        case when grouping(month) = 1 then '' else month end as month,
        sum(people) as people, sum(wanted) as wanted, sum(filled) as filled, sum(contradicted) as contradicted,
        sum(visits) as visits, sum(entered) as entered, sum(in_time) as in_time, sum(doubtful) as doubtful
    from placed
    group by grouping sets ((), (key), (month))
)

select * from summed where month is not null order by key, month
