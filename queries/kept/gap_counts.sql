-- What gaps/counts.sql says, from the kept gaps.
with mine as (
    select indicator, severity, subject_id, duty, unit_id, alone, before
    from {gaps}
    where ($unit = '' or unit_id = $unit or starts_with(unit_id, $unit || '/'))
        and ($group = '' or (groups & (select bit from {bits} where group_id = $group)) <> 0)
),

-- Few duties stand in two units: only those are looked at one by one.
by_place as (
    select unit_id, indicator, severity, cast(null as bigint) as subject_id, '' as duty, count(*) as n
    from mine where alone
    group by unit_id, indicator, severity
    union all
    select unit_id, indicator, severity, subject_id, duty, 1 from mine where not alone
),

placed as (
    select
        indicator, severity, subject_id, duty, max(n) as n,
        case
            when $unit = '' then split_part(unit_id, '/', 1)
            when unit_id = $unit then unit_id
            else $unit || '/' || split_part(substr(unit_id, length($unit) + 2), '/', 1)
        end as key,
        case when subject_id is null then unit_id end as own
    from by_place
    group by all
)

select '' as unit_id, indicator, coalesce(severity, '') as severity, count(*) as duties, count(distinct subject_id) as subjects
from mine
where before is null or $unit <> '' and len(list_filter(before, lambda one: one = $unit or starts_with(one, $unit || '/'))) = 0
group by grouping sets ((indicator, severity), (indicator))
union all
select key, indicator, severity, cast(sum(n) as bigint), 0 from placed group by key, indicator, severity
