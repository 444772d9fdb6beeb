
select x, series, count(*) as n, count(distinct subject_id) as subjects, sum(amount) as amount
from mine group by x, series order by x, series
