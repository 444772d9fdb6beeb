,
-- Each unit that owes itself: classes, villages, the town.
judged as (
    select unit_id as key, subject_id, min(case when met then 1 when not met then 0 end) as met from mine group by unit_id, subject_id
)

select key, count(met) as due, coalesce(sum(met), 0) as met, count(*) - count(met) as not_due
from judged group by key order by key
