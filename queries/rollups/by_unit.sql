,
-- The units one step below $unit; what $unit owes itself stands under its own name.
placed as (
    select
        *,
        case
            when $unit = '' then split_part(unit_id, '/', 1)
            when unit_id = $unit then unit_id
            else $unit || '/' || split_part(substr(unit_id, length($unit) + 2), '/', 1)
        end as key
    from mine
),

judged as (
    select key, subject_id, min(case when met then 1 when not met then 0 end) as met from placed group by key, subject_id
)

select key, count(met) as due, coalesce(sum(met), 0) as met, count(*) - count(met) as not_due
from judged group by key order by key
