-- The kept gaps that the asker's filters and $search leave. A search may find a duty by one of its two units alone, so what
-- stands before what is judged among what it found.
with named as (
    select
        * exclude (before, leads, leads_indicator, leads_severity),
        cast(null as boolean) as counts,
        row_number() over (
            partition by indicator, subject_id, duty
            order by length(unit_id) - length(replace(unit_id, '/', '')), unit_id
        ) as nth
    from {gaps}
    where ($unit = '' or unit_id = $unit or starts_with(unit_id, $unit || '/'))
        and ($group = '' or (groups & $bit) <> 0)
        and (contains(name, $search) or contains(unit_id, $search) or contains(coalesce(responsible, ''), $search))
),

listed as (
    select * from named
    where nth = 1
        and ($indicator = '' or indicator = $indicator)
        and ($severity = '' or severity = $severity)
)
