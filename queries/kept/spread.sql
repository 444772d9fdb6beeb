-- A breakdown's things counted for every filter, as spread_counted.sql tells. Of a breakdown that does not say how its rows
-- are to be counted, each subject's things are brought together first.
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

{{kept/spread_kinds}}

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

{{kept/spread_counted}}
