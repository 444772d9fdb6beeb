,
judged as (
    select duty as key, subject_id, min(case when met then 1 when not met then 0 end) as met from mine group by duty, subject_id
)

select key, count(met) as due, coalesce(sum(met), 0) as met, count(*) - count(met) as not_due
from judged group by key order by key
