,
-- Of one case's marks, in their order: for how many of its records that the asker sees each speaks, and of how many.
counted as (
    select nth, count(*) as records, count(case when is_spoken_for then 1 end) as spoken_for
    from spoken_for
    where case_key = $case
    group by nth
)

select m.nth, coalesce(c.records, 0) as records, coalesce(c.spoken_for, 0) as spoken_for
from marks as m
left join counted as c on m.nth = c.nth
order by m.nth
