-- What rollups/breakdown_counts.sql says, from the spread.
select
    x, series, cast(sum(n) as bigint) as n, cast(sum(subjects) as bigint) as subjects, sum(amount) as amount
from {spread}
where place_key = hash($unit) and place = $unit
    and (group_id = $group
        or group_id is null and ($group = '' or (groups & (select bit from {bits} where group_id = $group)) <> 0))
group by x, series order by x, series
