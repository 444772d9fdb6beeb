-- The hits of checks that the asker's filters leave: $unit (a subtree; '' = all), $group, $search, and $state: open, looked or all.
-- $keys and $marks: what people have noted of which case. `hits` are what the checks in $checks found on $as_of.
with marks as (
    select unnest(cast($keys as varchar[])) as mark_key, unnest(cast($marks as varchar[])) as mark
),

mine as (
    select h.*, m.mark, s.kind, s.name, s.class_id, s.team, s.gender, s.birth_date, s.phone
    from hits as h
    left join subjects as s on h.subject_id = s.subject_id
    left join marks as m on h.check_id || '|' || h.case_key = m.mark_key
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
