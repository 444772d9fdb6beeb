-- A breakdown's things counted for every filter: one row a place (a unit with all below it; '' = everything), x, series and,
-- for places with others below, group ('' = all), for all others groups (as bits). A thing stands in its unit and its class;
-- nobody counts twice in a place. `place_key` is a number for the place, so that only its part of the table is read.
with answer as (
    select subject_id, unit_id, class_id, x, series, amount from (
{answer}
)
),

-- Nearly every subject stands in one unit and class throughout.
stands as (
    select
        subject_id, any_value(unit_id) as unit_id, any_value(class_id) as class_id,
        min(hash(unit_id, class_id)) = max(hash(unit_id, class_id)) as in_one
    from answer
    group by subject_id
),

kinds as (
    select unit_id, class_id, groups, cast(row_number() over () as integer) as kind_no
    from (
        select distinct s.unit_id, s.class_id, coalesce(g.groups, 0) as groups
        from stands as s
        left join {groups} as g on s.subject_id = g.subject_id
        where s.in_one
    )
),

of_kind as (
    select s.subject_id, k.kind_no
    from stands as s
    left join {groups} as g on s.subject_id = g.subject_id
    inner join kinds as k
        on s.unit_id is not distinct from k.unit_id and s.class_id is not distinct from k.class_id and coalesce(g.groups, 0) = k.groups
    where s.in_one
),

once as (
    select subject_id, x, series, count(*) as n, sum(amount) as amount from answer
    group by subject_id, x, series
),

alike as (
    select k.kind_no, o.x, o.series, count(*) as subjects, sum(o.n) as n, sum(o.amount) as amount
    from once as o
    inner join of_kind as k on o.subject_id = k.subject_id
    group by k.kind_no, o.x, o.series
),

in_several as (
    select a.subject_id, a.unit_id, a.class_id, coalesce(g.groups, 0) as groups, a.x, a.series, a.amount
    from answer as a
    inner join stands as s on a.subject_id = s.subject_id
    left join {groups} as g on a.subject_id = g.subject_id
    where not s.in_one
),

pairs as (
    select unit_id, class_id, string_split(unit_id, '/') as names, string_split(class_id, '/') as class_names
    from (select unit_id, class_id from kinds union select unit_id, class_id from in_several)
),

places_of as (
    select unit_id, class_id, '' as place from pairs
    union
    select unit_id, class_id, array_to_string(names[1:depth], '/') from (select *, unnest(range(1, len(names) + 1)) as depth from pairs)
    union
    select unit_id, class_id, array_to_string(class_names[1:depth], '/') from (select *, unnest(range(1, len(class_names) + 1)) as depth from pairs)
),

places as (
    select p.place, cast(row_number() over () as integer) as place_no, a.place is not null as is_above
    from (select distinct place from places_of) as p
    left join (
        select '' as place
        union
        select distinct regexp_replace(place, '/?[^/]*$', '') from places_of where place <> ''
    ) as a on p.place = a.place
),

counted as (
    select q.place_no, k.groups, a.x, a.series, sum(a.subjects) as subjects, sum(a.n) as n, sum(a.amount) as amount
    from alike as a
    inner join kinds as k on a.kind_no = k.kind_no
    inner join places_of as p on k.unit_id is not distinct from p.unit_id and k.class_id is not distinct from p.class_id
    inner join places as q on p.place = q.place
    group by q.place_no, k.groups, a.x, a.series
    union all
    select place_no, groups, x, series, count(*), sum(n), sum(amount)
    from (
        select q.place_no, s.subject_id, s.groups, s.x, s.series, count(*) as n, sum(s.amount) as amount
        from in_several as s
        inner join places_of as p on s.unit_id is not distinct from p.unit_id and s.class_id is not distinct from p.class_id
        inner join places as q on p.place = q.place
        group by q.place_no, s.subject_id, s.groups, s.x, s.series
    )
    group by place_no, groups, x, series
),

by_filter as (
    select c.place_no, cast(null as varchar) as group_id, c.groups, c.x, c.series, c.subjects, c.n, c.amount
    from counted as c
    inner join places as p on c.place_no = p.place_no and not p.is_above
    union all
    select c.place_no, '', null, c.x, c.series, sum(c.subjects), sum(c.n), sum(c.amount)
    from counted as c
    inner join places as p on c.place_no = p.place_no and p.is_above
    group by c.place_no, c.x, c.series
    union all
    select c.place_no, b.group_id, null, c.x, c.series, sum(c.subjects), sum(c.n), sum(c.amount)
    from counted as c
    inner join places as p on c.place_no = p.place_no and p.is_above
    inner join {bits} as b on (c.groups & b.bit) <> 0
    group by c.place_no, b.group_id, c.x, c.series
)

select
    hash(p.place) as place_key, p.place, f.group_id, f.groups, f.x, f.series,
    cast(f.subjects as bigint) as subjects, cast(f.n as bigint) as n, f.amount
from by_filter as f
inner join places as p on f.place_no = p.place_no
order by place_key
