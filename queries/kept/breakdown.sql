-- What rollups/breakdown_counts.sql says, from the spread.
select
    x, series, cast(sum(n) as bigint) as n, cast(sum(subjects) + count(distinct subject_id) as bigint) as subjects,
    sum(amount) as amount
from {spread}
where ($unit = ''
    or unit_id = $unit or starts_with(unit_id, $unit || '/')
    or class_id = $unit or starts_with(class_id, $unit || '/'))
    and ($group = '' or (groups & (select bit from {bits} where group_id = $group)) <> 0)
group by x, series order by x, series
