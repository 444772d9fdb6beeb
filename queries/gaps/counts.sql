,
-- The units one step below $unit; what $unit owes itself stands under its own name.
placed as (
    select distinct
        indicator, subject_id, duty, severity,
        case
            when $unit = '' then split_part(unit_id, '/', 1)
            when unit_id = $unit then unit_id
            else $unit || '/' || split_part(substr(unit_id, length($unit) + 2), '/', 1)
        end as unit_id
    from named
)

-- Duties and subjects by indicator and severity ('' = every severity), and duties by unit.
select '' as unit_id, indicator, coalesce(severity, '') as severity, count(*) as duties, count(distinct subject_id) as subjects
from named
where place = 1
group by grouping sets ((indicator, severity), (indicator))
union all
select unit_id, indicator, severity, count(*), count(distinct subject_id) from placed group by unit_id, indicator, severity
