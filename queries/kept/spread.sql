-- A breakdown's things counted for every filter: one row a place (unit and class), groups (as bits), x and series of
-- subjects that stand in one place; whoever stands in several has rows of their own, so that nobody counts twice.
with answer as (
{answer}
),

several as (
    select subject_id from answer
    group by subject_id
    having min(unit_id) <> max(unit_id) or min(class_id) <> max(class_id)
        or count(unit_id) not in (0, count(*)) or count(class_id) not in (0, count(*))
),

once as (
    select
        a.subject_id, a.x, a.series, any_value(a.unit_id) as unit_id, any_value(a.class_id) as class_id,
        count(*) as n, sum(a.amount) as amount
    from answer as a
    anti join several as s on a.subject_id = s.subject_id
    group by a.subject_id, a.x, a.series
),

the_spread as (
    select
        o.unit_id, o.class_id, coalesce(g.groups, 0) as groups, o.x, o.series,
        cast(null as bigint) as subject_id, count(*) as subjects, sum(o.n) as n, sum(o.amount) as amount
    from once as o
    left join {groups} as g on o.subject_id = g.subject_id
    group by o.unit_id, o.class_id, coalesce(g.groups, 0), o.x, o.series
    union all
    select
        a.unit_id, a.class_id, coalesce(g.groups, 0), a.x, a.series, a.subject_id, 0, count(*), sum(a.amount)
    from answer as a
    semi join several as s on a.subject_id = s.subject_id
    left join {groups} as g on a.subject_id = g.subject_id
    group by a.unit_id, a.class_id, coalesce(g.groups, 0), a.x, a.series, a.subject_id
)

select * replace (cast(n as bigint) as n) from the_spread
