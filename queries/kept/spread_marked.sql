-- A breakdown's things counted for every filter, as spread_counted.sql tells. The breakdown says of each thing whether it is
-- its subject's first in its x and series (is_first), and whether its subject's things stand in several units (has_moved):
-- of millions of contacts, nothing need be brought together by person.
with answer as not materialized (
    select subject_id, unit_id, class_id, x, series, amount, is_first, has_moved from (
{answer}
)
),

stands as (
    select subject_id, any_value(unit_id) as unit_id, any_value(class_id) as class_id, true as in_one
    from answer
    where not has_moved
    group by subject_id
),

{{kept/spread_kinds}}

alike as (
    select
        k.kind_no, a.x, a.series, count(*) as n, sum(cast(a.is_first as integer)) as subjects, sum(a.amount) as amount
    from answer as a
    inner join of_kind as k on a.subject_id = k.subject_id
    group by k.kind_no, a.x, a.series
),

in_several as (
    select a.subject_id, a.unit_id, a.class_id, coalesce(g.groups, 0) as groups, a.x, a.series, a.amount
    from answer as a
    left join {groups} as g on a.subject_id = g.subject_id
    where a.has_moved
),

{{kept/spread_counted}}
