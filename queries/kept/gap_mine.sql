-- The kept gaps that the asker's filters leave; a duty stands once.
with listed as not materialized (
    select * from {gaps}
    where ($unit = '' or unit_id = $unit or starts_with(unit_id, $unit || '/'))
        and ($group = '' or (groups & (select bit from {bits} where group_id = $group)) <> 0)
        and ($indicator = '' or indicator = $indicator)
        and ($severity = '' or severity = $severity)
        and (before is null or $unit <> '' and not contains(before, chr(10) || $unit || '/'))
)
