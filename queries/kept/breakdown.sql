-- What rollups/breakdown_counts.sql says, from the spread.
select
    s.x, s.series, cast(sum(s.n) as bigint) as n, cast(sum(s.subjects) as bigint) as subjects, sum(s.amount) as amount
from {spread} as s
where s.place_key = hash($unit) and case when s.is_above then s.groups = case when $group = '' then -1 else $bit end else (s.groups & $bit) <> 0 or $group = '' end
group by s.x, s.series order by s.x, s.series
