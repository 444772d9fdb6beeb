-- Month-end answers of one indicator: one row a month-end, unit (and all above it), group ('' = all) and duty ('' = all).
-- From base.owed, the indicator's own rows at each month-end. A subject counts once wherever it is counted.
insert into base.tallies
with

placed as (
    select o.as_of, u.above_id as unit_id, o.subject_id, o.duty, o.met
    from base.owed as o
    inner join base.unit_above as u on o.unit_id = u.unit_id
),

grouped as (
    select as_of, unit_id, '' as group_id, subject_id, duty, met from placed
    union all
    select p.as_of, p.unit_id, g.group_id, p.subject_id, p.duty, p.met
    from placed as p
    inner join base.subject_groups as g on p.subject_id = g.subject_id and g.from_on <= p.as_of and g.to_on > p.as_of
),

each_duty as (
    select as_of, unit_id, group_id, duty, subject_id, met from grouped where duty <> ''
    union all
    select as_of, unit_id, group_id, '' as duty, subject_id, met from grouped
),

judged as (
    select as_of, unit_id, group_id, duty, subject_id, min(case when met then 1 when not met then 0 end) as met
    from each_duty
    group by as_of, unit_id, group_id, duty, subject_id
)

select
    $indicator as indicator, as_of, unit_id, group_id, duty,
    cast(count(met) as integer) as due,
    cast(coalesce(sum(met), 0) as integer) as met,
    cast(count(*) - count(met) as integer) as not_due
from judged
group by as_of, unit_id, group_id, duty
