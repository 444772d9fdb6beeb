,
-- What count, by_unit and by_duty say, planned and run once: most of a short question's cost is its planning.
placed as (
    select
        subject_id, duty, met,
        case
            when $unit = '' then split_part(unit_id, '/', 1)
            when unit_id = $unit then unit_id
            else $unit || '/' || split_part(substr(unit_id, length($unit) + 2), '/', 1)
        end as unit_key
    from mine
),

-- A subject with several duties is met when all that are due are met: in the whole, in a unit, of a duty.
judged as (
    select
        subject_id,
        case when grouping(unit_key) = 0 then 'unit' when grouping(duty) = 0 then 'duty' else 'whole' end as what,
        coalesce(unit_key, duty, '') as key,
        min(case when met then 1 when not met then 0 end) as met
    from placed
    group by grouping sets ((subject_id), (subject_id, unit_key), (subject_id, duty))
)

select what, key, count(met) as due, coalesce(sum(met), 0) as met, count(*) - count(met) as not_due
from judged group by what, key order by what, key
