-- The hits of checks that the asker's filters leave: $unit (a subtree; '' = all), $group, $search, and $state: open, looked or all.
-- $keys and $marks: what people have noted of which case, $mark_units and $mark_groups whose records each writer may see (null =
-- no others than the asker may). A case is looked at when each of its records that the asker sees is one that a mark's writer may
-- see. `hits` are what the checks in $checks found on $as_of.
with marks as (
    select
        unnest(range(len(cast($keys as varchar[])))) as nth,
        unnest(cast($keys as varchar[])) as mark_key, unnest(cast($marks as varchar[])) as mark,
        unnest(cast($mark_units as varchar[][])) as units, unnest(cast($mark_groups as varchar[][])) as groups
),

mark_units as (select nth, unnest(units) as unit_id from marks where units is not null),

mark_groups as (select nth, unnest(groups) as group_id from marks where groups is not null),

in_marked as (
    select m.nth, m.units, m.groups, h.check_id, h.case_key, h.unit_id, s.class_id, h.subject_id
    from hits as h
    inner join marks as m on h.check_id || '|' || h.case_key = m.mark_key
    left join subjects as s on h.subject_id = s.subject_id
),

spoken_for as (
    select *,
        (i.units is null or exists (
            select 1 from mark_units as u
            where u.nth = i.nth and (i.unit_id = u.unit_id or starts_with(i.unit_id, u.unit_id || '/')
                or i.class_id = u.unit_id or starts_with(i.class_id, u.unit_id || '/'))
        )) and (i.groups is null or exists (
            select 1 from mark_groups as g
            inner join subject_groups as o on g.group_id = o.group_id
            where g.nth = i.nth and o.subject_id = i.subject_id
                and o.from_on <= cast($as_of as date) and o.to_on > cast($as_of as date)
        )) as is_spoken_for
    from in_marked as i
),

open_yet as (
    select distinct check_id, case_key
    from (
        select check_id, case_key, bool_or(is_spoken_for) as is_spoken_for
        from spoken_for
        group by check_id, case_key, unit_id, subject_id
    ) as records
    where not is_spoken_for
),

looked as (
    select m.mark_key, arg_max(m.mark, m.nth) as mark
    from marks as m
    where m.mark_key not in (select check_id || '|' || case_key from open_yet)
    group by m.mark_key
),

mine as (
    select h.*, m.mark, s.kind, s.name, s.class_id, s.team, s.gender, s.birth_date, s.phone
    from hits as h
    left join subjects as s on h.subject_id = s.subject_id
    left join looked as m on h.check_id || '|' || h.case_key = m.mark_key
    where list_contains(cast($checks as varchar[]), h.check_id)
        and ($unit = '' or h.unit_id = $unit or starts_with(h.unit_id, $unit || '/')
            or s.class_id = $unit or starts_with(s.class_id, $unit || '/'))
        and ($group = '' or h.subject_id in (
            select subject_id from subject_groups
            where group_id = $group and from_on <= cast($as_of as date) and to_on > cast($as_of as date)
        ))
        and ($search = '' or contains(s.name, $search) or contains(h.unit_id, $search) or contains(coalesce(h.by_name, ''), $search))
        and ($state = 'all' or ($state = 'open') = (m.mark is null))
)
