-- What rollups/by_below.sql says, looked up: each unit below $unit with all below it.
select place as key, due, met, not_due
from {tally}
where place <> '' and not ends_with(place, '/') and ($unit = '' or place = $unit or starts_with(place, $unit || '/'))
    and group_id = $group and duty is not distinct from nullif($duty, '')
order by key
