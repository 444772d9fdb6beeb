-- The kept gaps that the asker's filters leave; a duty stands once.
with listed as not materialized (
    select
        *, case severity when 'high' then 1 when 'middle' then 2 else 3 end as rank,
        coalesce(-days_late, 1000000) as days, coalesce(last_contact_on, date '0001-01-01') as seen
    from {gaps}
    where ($unit = '' or unit_id = $unit or starts_with(unit_id, $unit || '/'))
        and ($group = '' or (groups & (select bit from {bits} where group_id = $group)) <> 0)
        and ($indicator = '' or indicator = $indicator)
        and ($severity = '' or severity = $severity)
        and (before is null or $unit <> '' and not contains(before, chr(10) || $unit || '/'))
)
