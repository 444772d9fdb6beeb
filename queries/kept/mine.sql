-- The rows of a listing that the asker's filters and the state leave; a duty stands once. The placeholders are which rows the
-- state ($state) and the search ask for.
with mine as not materialized (
    select * from {listing}
    where ($unit = '' or unit_id = $unit or starts_with(unit_id, $unit || '/'))
        and ($duty = '' or duty = $duty)
        and ($group = '' or (groups & $bit) <> 0)
),

listed as not materialized (
    select * from mine
    where (before is null or $unit <> '' and not contains(before, chr(10) || $unit || '/'))
        and {state} and {search}
)
