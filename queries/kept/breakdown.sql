-- What rollups/breakdown_counts.sql says, from the spread.
with asked as (
    select case when $group = '' then -1 else (select bit from {bits} where group_id = $group) end as bit
)

select
    s.x, s.series, cast(sum(s.n) as bigint) as n, cast(sum(s.subjects) as bigint) as subjects, sum(s.amount) as amount
from {spread} as s
cross join asked as a
where s.place_key = hash($unit) and case when s.is_above then s.groups = a.bit else (s.groups & a.bit) <> 0 or $group = '' end
group by s.x, s.series order by s.x, s.series
