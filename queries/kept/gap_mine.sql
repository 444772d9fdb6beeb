-- The kept gaps that the asker's filters leave; a duty stands once. `counts`: whether its subject is counted by it, null where
-- subjects have to be told apart.
with listed as not materialized (
    select
        *,
        case when $severity <> '' then case when $indicator <> '' then leads_severity end when $indicator <> '' then leads_indicator else leads end as counts
    from {gaps}
    where ($unit = '' or unit_id = $unit or starts_with(unit_id, $unit || '/'))
        and ($group = '' or (groups & $bit) <> 0)
        and ($indicator = '' or indicator = $indicator)
        and ($severity = '' or severity = $severity)
        and (before is null or $unit <> '' and not contains(before, chr(10) || $unit || '/'))
)
