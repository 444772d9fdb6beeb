-- The gaps counted for every filter: one row a place, group ('' = all), indicator and severity ('' = every severity), with the
-- duties that are not done and the subjects whose they are. Places are as in tally.sql; a duty that stands in two units of a
-- place stands there once.
with parts as (
    select unit_id, string_split(unit_id, '/') as names from (select distinct unit_id from {gaps} where unit_id is not null)
),

places_above as (
    select unit_id, '' as place, cast(null as varchar) as above from parts
    union all
    select unit_id, unit_id || '/', unit_id from parts
    union all
    select unit_id, array_to_string(names[1:depth], '/'), array_to_string(names[1:depth - 1], '/')
    from (select unit_id, names, unnest(range(1, len(names) + 1)) as depth from parts)
),

alike as (
    select
        unit_id, before, groups, indicator, severity, count(*) as duties,
        count(*) filter (leads_indicator) as subjects_of_all, count(*) filter (leads_severity) as subjects
    from {gaps}
    group by unit_id, before, groups, indicator, severity
),

placed as (
    select
        p.place, p.above, a.groups, a.indicator, a.severity,
        sum(a.duties) as duties, sum(a.subjects_of_all) as subjects_of_all, sum(a.subjects) as subjects
    from alike as a
    inner join places_above as p on a.unit_id = p.unit_id
    where a.before is null or p.place <> '' and not contains(a.before, chr(10) || p.place || '/')
    group by p.place, p.above, a.groups, a.indicator, a.severity
),

apart as (
    select p.place, p.above, g.groups, g.indicator, g.severity, g.subject_id, g.leads_indicator is null as of_all, g.leads_severity is null as of_one
    from {gaps} as g
    inner join places_above as p on g.unit_id = p.unit_id
    where (g.leads_indicator is null or g.leads_severity is null)
        and (g.before is null or p.place <> '' and not contains(g.before, chr(10) || p.place || '/'))
),

counted as (
    select place, above, '' as group_id, indicator, severity, duties, subjects, subjects_of_all from placed
    union all
    select p.place, p.above, b.group_id, p.indicator, p.severity, p.duties, p.subjects, p.subjects_of_all
    from placed as p
    inner join {bits} as b on (p.groups & b.bit) <> 0
),

apart_of as (
    select place, above, '' as group_id, indicator, severity, subject_id, of_all, of_one from apart
    union all
    select a.place, a.above, b.group_id, a.indicator, a.severity, a.subject_id, a.of_all, a.of_one
    from apart as a
    inner join {bits} as b on (a.groups & b.bit) <> 0
),

told as (
    select place, above, group_id, indicator, severity, duties, subjects from counted
    union all
    select place, above, group_id, indicator, '', duties, subjects_of_all from counted
    union all
    select place, above, group_id, indicator, severity, 0, count(distinct subject_id) from apart_of
    where of_one group by place, above, group_id, indicator, severity
    union all
    select place, above, group_id, indicator, '', 0, count(distinct subject_id) from apart_of
    where of_all group by place, above, group_id, indicator
)

select
    place, above, group_id, indicator, severity,
    cast(sum(duties) as bigint) as duties, cast(sum(subjects) as bigint) as subjects
from told
group by place, above, group_id, indicator, severity
order by place, group_id, indicator, severity
