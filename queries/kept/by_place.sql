-- What rollups/by_place.sql says, looked up: each unit in $unit that owes itself.
select nullif(above, '') as key, due, met, not_due
from {tally}
where place = above || '/' and ($unit = '' or above = $unit or starts_with(above, $unit || '/'))
    and group_id = $group and duty is not distinct from nullif($duty, '')
order by key
