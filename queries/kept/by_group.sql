-- What rollups/by_group.sql says, looked up.
select group_id as key, due, met, not_due
from {tally}
where place = $unit and group_id <> '' and duty is not distinct from nullif($duty, '')
order by key
