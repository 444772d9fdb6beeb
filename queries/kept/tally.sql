-- An indicator's counts for every filter: one row a place, group ('' = all) and duty (null = all). A place is a unit with
-- all below it, '' (everything), or what a unit owes itself: the unit's id and a stroke. `above` is the unit below which it
-- is shown. As in rollups/tally_alike.sql, subjects of the same units, groups and states are counted first, and the counts
-- then added up the tree; only who stands in more than two units is followed one by one.
with unit_numbers as (
    select unit_id, cast(row_number() over (order by unit_id) as integer) as unit_no
    from (select distinct unit_id from {rows})
),

parts as (
    select unit_no, unit_id, string_split(unit_id, '/') as names from unit_numbers
),

places_above as (
    select unit_no, '' as place, cast(null as varchar) as above from parts
    union all
    select unit_no, coalesce(unit_id, '') || '/', coalesce(unit_id, '') from parts
    union all
    select unit_no, array_to_string(names[1:depth], '/'), array_to_string(names[1:depth - 1], '/')
    from (select unit_no, names, unnest(range(1, len(names) + 1)) as depth from parts)
),

places as (
    select place, above, cast(row_number() over () as integer) as place_no from (select distinct place, above from places_above)
),

numbers_above as (
    select u.unit_no, p.place_no
    from places_above as u
    inner join places as p on u.place = p.place and u.above is not distinct from p.above
),

-- States: 0 not met, 1 met, 2 not due. Of several duties the least holds.
stated as (
    select
        r.subject_id, r.duty, n.unit_no, r.groups,
        cast(case when r.met then 1 when not r.met then 0 else 2 end as tinyint) as state
    from {rows} as r
    inner join unit_numbers as n on r.unit_id is not distinct from n.unit_id
),

each_duty as (
    select subject_id, duty, unit_no, groups, state from stated
    union all
    select subject_id, cast(null as varchar), unit_no, groups, state from stated
),

judged as (
    select
        duty, subject_id, min(unit_no) as first_no, max(unit_no) as last_no,
        bit_or(groups) as groups, min(state) as state
    from each_duty
    group by duty, subject_id
),

placed as (
    select e.duty, e.subject_id, e.unit_no, bit_or(e.groups) as groups, min(e.state) as state
    from each_duty as e
    inner join judged as j
        on e.duty is not distinct from j.duty and e.subject_id = j.subject_id and j.first_no <> j.last_no
    group by e.duty, e.subject_id, e.unit_no
),

in_more as (
    select
        duty, subject_id, count(*) as places, min(unit_no) as first_no, max(unit_no) as last_no,
        arg_min(state, unit_no) as first_state, arg_max(state, unit_no) as last_state,
        arg_min(groups, unit_no) as first_groups, arg_max(groups, unit_no) as last_groups
    from placed
    group by duty, subject_id
),

alike as (
    select duty, first_no, last_no, first_state, last_state, first_groups, last_groups, count(*) as n
    from (
        select duty, first_no, last_no, state as first_state, state as last_state, groups as first_groups, groups as last_groups
        from judged where first_no = last_no
        union all
        select duty, first_no, last_no, first_state, last_state, first_groups, last_groups
        from in_more where places = 2
    )
    group by duty, first_no, last_no, first_state, last_state, first_groups, last_groups
),

-- The places above both; a state of 9 is none.
above_both as (
    select
        p.first_no, p.last_no, u.place_no,
        max(case when u.unit_no = p.first_no then 1 else 0 end) as of_first,
        max(case when u.unit_no = p.last_no then 1 else 0 end) as of_last
    from (
        select first_no, last_no, first_no as unit_no from alike
        union
        select first_no, last_no, last_no from alike
    ) as p
    inner join numbers_above as u on p.unit_no = u.unit_no
    group by p.first_no, p.last_no, u.place_no
),

in_several as (
    select p.duty, u.place_no, p.subject_id, bit_or(p.groups) as groups, min(p.state) as state
    from placed as p
    inner join in_more as m on p.duty is not distinct from m.duty and p.subject_id = m.subject_id and m.places > 2
    inner join numbers_above as u on p.unit_no = u.unit_no
    group by p.duty, u.place_no, p.subject_id
),

counted as (
    select
        a.duty, u.place_no, a.n,
        case when u.of_first = 1 then a.first_groups else 0 end | case when u.of_last = 1 then a.last_groups else 0 end as groups,
        least(case when u.of_first = 1 then a.first_state else 9 end, case when u.of_last = 1 then a.last_state else 9 end) as state
    from alike as a
    inner join above_both as u on a.first_no = u.first_no and a.last_no = u.last_no
    union all
    select duty, place_no, 1, groups, state from in_several
),

summed as (
    select duty, place_no, groups, state, sum(n) as n from counted group by duty, place_no, groups, state
),

grouped as (
    select place_no, '' as group_id, duty, state, n from summed
    union all
    select s.place_no, b.group_id, s.duty, s.state, s.n
    from summed as s
    inner join {bits} as b on (s.groups & b.bit) <> 0
)

select
    p.place, p.above, g.group_id, g.duty,
    cast(sum(case when g.state < 2 then g.n else 0 end) as bigint) as due,
    cast(sum(case when g.state = 1 then g.n else 0 end) as bigint) as met,
    cast(sum(case when g.state = 2 then g.n else 0 end) as bigint) as not_due
from grouped as g
inner join places as p on g.place_no = p.place_no
group by p.place, p.above, g.group_id, g.duty
order by p.place, g.group_id, g.duty
