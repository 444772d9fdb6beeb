-- One row a place (a unit with all below it; '' = everything), x, series and groups. Of places with others below: each group,
-- as its bit, and -1 = all; of the others: groups that subjects have together, as bits. A thing stands in its unit and its
-- class; nobody counts twice in a place. `place_key` is a number for the place, so that only its part is read.
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

kind_places as (
    select k.kind_no, k.groups, p.place_no, p.is_above
    from kinds as k
    inner join places_of as o on k.unit_id is not distinct from o.unit_id and k.class_id is not distinct from o.class_id
    inner join places as p on o.place = p.place
),

-- The villages of a town have the same places above them: their figures are added up before those places get them.
kind_above as (
    select kind_no, groups, list(place_no order by place_no) as above from kind_places where is_above group by kind_no, groups
),

sets as (
    select above, cast(row_number() over () as integer) as set_no from (select distinct above from kind_above)
),

by_set as (
    select s.set_no, k.groups, a.x, a.series, sum(a.subjects) as subjects, sum(a.n) as n, sum(a.amount) as amount
    from alike as a
    inner join kind_above as k on a.kind_no = k.kind_no
    inner join sets as s on k.above = s.above
    group by s.set_no, k.groups, a.x, a.series
),

set_groups as (
    select set_no, groups, x, series, sum(subjects) as subjects, sum(n) as n, sum(amount) as amount
    from (
        select set_no, cast(-1 as bigint) as groups, x, series, subjects, n, amount from by_set
        union all
        select s.set_no, b.bit, s.x, s.series, s.subjects, s.n, s.amount
        from by_set as s
        inner join {bits} as b on (s.groups & b.bit) <> 0
    )
    group by set_no, groups, x, series
),

of_several as (
    select
        q.place_no, q.is_above, s.groups, s.x, s.series, count(distinct s.subject_id) as subjects, count(*) as n, sum(s.amount) as amount
    from in_several as s
    inner join places_of as p on s.unit_id is not distinct from p.unit_id and s.class_id is not distinct from p.class_id
    inner join places as q on p.place = q.place
    group by q.place_no, q.is_above, s.groups, s.x, s.series
),

above as (
    select place_no, groups, x, series, sum(subjects) as subjects, sum(n) as n, sum(amount) as amount
    from (
        select unnest(s.above) as place_no, g.groups, g.x, g.series, g.subjects, g.n, g.amount
        from set_groups as g
        inner join sets as s on g.set_no = s.set_no
        union all
        select place_no, -1, x, series, subjects, n, amount from of_several where is_above
        union all
        select o.place_no, b.bit, o.x, o.series, o.subjects, o.n, o.amount
        from of_several as o
        inner join {bits} as b on (o.groups & b.bit) <> 0
        where o.is_above
    )
    group by place_no, groups, x, series
),

-- Below, the same groups may stand several times in a place: whoever looks up adds up.
by_filter as (
    select place_no, groups, x, series, subjects, n, amount from above
    union all
    select k.place_no, k.groups, a.x, a.series, a.subjects, a.n, a.amount
    from alike as a
    inner join kind_places as k on a.kind_no = k.kind_no and not k.is_above
    union all
    select place_no, groups, x, series, subjects, n, amount from of_several where not is_above
)

select
    hash(p.place) as place_key, p.is_above, a.groups, a.x, a.series,
    cast(a.subjects as integer) as subjects, cast(a.n as integer) as n, a.amount
from by_filter as a
inner join places as p on a.place_no = p.place_no
order by place_key
