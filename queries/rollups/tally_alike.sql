-- Month-end answers of one indicator: one row a month-end, unit (and all above it), group ('' = all) and duty ('' = all).
-- From `owed`, the indicator's own rows at each month-end. A subject counts once wherever it is counted.
-- Subjects of the same units, groups and states are counted first, and the counts then added up the tree: nearly every
-- subject stands in one unit, a pupil in two (village and class); only those of more are followed up the tree one by one.
insert into base.tallies
with

each_duty as (
    select as_of, subject_id, unit_no, duty, met from owed where duty <> ''
    union all
    select as_of, subject_id, unit_no, '' as duty, met from owed
),

-- States: 0 not met, 1 met, 2 not due. Of several duties the least holds.
judged as (
    select
        as_of, duty, subject_id, min(unit_no) as first_no, max(unit_no) as last_no,
        min(case when met then 1 when not met then 0 else 2 end) as state
    from each_duty
    group by as_of, duty, subject_id
),

placed as (
    select e.as_of, e.duty, e.subject_id, e.unit_no, min(case when e.met then 1 when not e.met then 0 else 2 end) as state
    from each_duty as e
    inner join judged as j
        on e.as_of = j.as_of and e.duty = j.duty and e.subject_id = j.subject_id and j.first_no <> j.last_no
    group by e.as_of, e.duty, e.subject_id, e.unit_no
),

in_more as (
    select
        as_of, duty, subject_id, count(*) as places, min(unit_no) as first_no, max(unit_no) as last_no,
        arg_min(state, unit_no) as first_state, arg_max(state, unit_no) as last_state
    from placed
    group by as_of, duty, subject_id
),

alike as (
    select
        j.as_of, j.duty, j.first_no, j.last_no, j.first_state, j.last_state, coalesce(g.groups, 0) as groups, count(*) as n
    from (
        select as_of, duty, subject_id, first_no, last_no, state as first_state, state as last_state
        from judged where first_no = last_no
        union all
        select as_of, duty, subject_id, first_no, last_no, first_state, last_state
        from in_more where places = 2
    ) as j
    left join groups_then as g on j.subject_id = g.subject_id and j.as_of = g.as_of
    group by j.as_of, j.duty, j.first_no, j.last_no, j.first_state, j.last_state, coalesce(g.groups, 0)
),

-- The units above both; a state of 9 is none.
above_both as (
    select
        p.first_no, p.last_no, u.above_no,
        max(case when u.unit_no = p.first_no then 1 else 0 end) as of_first,
        max(case when u.unit_no = p.last_no then 1 else 0 end) as of_last
    from (
        select first_no, last_no, first_no as unit_no from alike
        union
        select first_no, last_no, last_no from alike
    ) as p
    inner join numbers_above as u on p.unit_no = u.unit_no
    group by p.first_no, p.last_no, u.above_no
),

in_several as (
    select p.as_of, p.duty, u.above_no as unit_no, p.subject_id, min(p.state) as state
    from placed as p
    inner join in_more as m on p.as_of = m.as_of and p.duty = m.duty and p.subject_id = m.subject_id and m.places > 2
    inner join numbers_above as u on p.unit_no = u.unit_no
    group by p.as_of, p.duty, u.above_no, p.subject_id
),

counted as (
    select
        a.as_of, a.duty, u.above_no as unit_no, a.groups, a.n,
        least(case when u.of_first = 1 then a.first_state else 9 end, case when u.of_last = 1 then a.last_state else 9 end) as state
    from alike as a
    inner join above_both as u on a.first_no = u.first_no and a.last_no = u.last_no
    union all
    select s.as_of, s.duty, s.unit_no, coalesce(g.groups, 0), 1, s.state
    from in_several as s
    left join groups_then as g on s.subject_id = g.subject_id and s.as_of = g.as_of
),

summed as (
    select as_of, duty, unit_no, groups, state, sum(n) as n from counted group by as_of, duty, unit_no, groups, state
),

grouped as (
    select as_of, duty, unit_no, '' as group_id, state, n from summed
    where $first
    union all
    select s.as_of, s.duty, s.unit_no, b.group_id, s.state, s.n
    from summed as s
    inner join group_bits as b on (s.groups & b.bit) <> 0
)

-- In order, so that what is asked of one unit reads little.
select
    $indicator as indicator, g.as_of, u.unit_id, g.group_id, g.duty,
    cast(sum(case when g.state < 2 then g.n else 0 end) as integer) as due,
    cast(sum(case when g.state = 1 then g.n else 0 end) as integer) as met,
    cast(sum(case when g.state = 2 then g.n else 0 end) as integer) as not_due
from grouped as g
inner join unit_numbers as u on g.unit_no = u.unit_no
group by g.as_of, u.unit_id, g.group_id, g.duty
order by u.unit_id, g.group_id, g.duty, g.as_of
