-- What gaps/counts.sql says, from the kept gaps.
with mine as not materialized (
    select indicator, severity, subject_id, unit_id, before, n
    from {alike}
    where ($unit = '' or unit_id = $unit or starts_with(unit_id, $unit || '/'))
        and ($group = '' or (groups & (select bit from {bits} where group_id = $group)) <> 0)
),

by_place as (
    select
        unit_id, before, indicator, severity, sum(n) as n,
        case
            when $unit = '' then split_part(unit_id, '/', 1)
            when unit_id = $unit then unit_id
            else $unit || '/' || split_part(substr(unit_id, length($unit) + 2), '/', 1)
        end as key
    from mine
    group by unit_id, before, indicator, severity
),

duties as (
    select indicator, severity, sum(n) as n
    from by_place
    where before is null or $unit <> '' and not contains(before, chr(10) || $unit || '/')
    group by indicator, severity
),

listed as not materialized (
    select indicator, severity, subject_id, n from mine
    where before is null or $unit <> '' and not contains(before, chr(10) || $unit || '/')
),

subjects as (
    select indicator, coalesce(severity, '') as severity, sum(n) as n
    from (
        select indicator, severity, sum(n) as n from listed where subject_id is null
        group by grouping sets ((indicator, severity), (indicator))
        union all
        select indicator, severity, count(distinct subject_id) from listed where subject_id is not null
        group by grouping sets ((indicator, severity), (indicator))
    )
    group by indicator, severity
)

select '' as unit_id, s.indicator, s.severity, cast(sum(d.n) as bigint) as duties, cast(any_value(s.n) as bigint) as subjects
from subjects as s
inner join duties as d on s.indicator = d.indicator and s.severity in ('', d.severity)
group by s.indicator, s.severity
union all
-- In a unit below, a duty stands once, too.
select key, indicator, severity, cast(sum(n) as bigint), 0
from by_place
where before is null or not contains(before, chr(10) || key || case when key = $unit then '/' || chr(10) else '/' end)
group by key, indicator, severity
