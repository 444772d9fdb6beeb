,
-- One row a unit (and all above it), group ('' = all) and duty ('' = all) at a month's end.
placed as (
    select u.above_id as unit_id, a.subject_id, a.duty, a.met
    from answer as a
    inner join unit_above as u on a.unit_id = u.unit_id
),

grouped as (
    select p.*, '' as group_id from placed as p
    union all
    select p.*, g.group_id
    from placed as p
    inner join (
        select distinct subject_id, group_id from subject_groups
        where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
    ) as g on p.subject_id = g.subject_id
),

judged as (
    select
        unit_id, group_id, case when grouping(duty) = 1 then '' else duty end as duty, subject_id,
        min(case when met then 1 when not met then 0 end) as met
    from grouped
    group by grouping sets ((unit_id, group_id, subject_id), (unit_id, group_id, subject_id, duty))
),

-- Questions without duties have '' already; count them once.
once as (select distinct unit_id, group_id, duty, subject_id, met from judged)

select
    cast($as_of as date) as as_of, unit_id, group_id, duty,
    cast(count(met) as integer) as due,
    cast(coalesce(sum(met), 0) as integer) as met,
    cast(count(*) - count(met) as integer) as not_due
from once
group by unit_id, group_id, duty
