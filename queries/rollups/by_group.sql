,
-- Each subject counts in each of its groups: these figures do not add up to the total.
placed as (
    select m.*, g.group_id as key
    from mine as m
    inner join (
        select distinct subject_id, group_id from subject_groups
        where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
    ) as g on m.subject_id = g.subject_id
),

judged as (
    select key, subject_id, min(case when met then 1 when not met then 0 end) as met from placed group by key, subject_id
)

select key, count(met) as due, coalesce(sum(met), 0) as met, count(*) - count(met) as not_due
from judged group by key order by key
