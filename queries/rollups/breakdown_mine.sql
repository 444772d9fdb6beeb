-- The rows of a breakdown that the asker's filters leave: $unit (a subtree; '' = all), $group.
-- The placeholder in braces is the breakdown's own SQL.
with answer as (
{answer}
),

mine as (
    select a.* from answer as a
    where ($unit = ''
        or a.unit_id = $unit or starts_with(a.unit_id, $unit || '/')
        or a.class_id = $unit or starts_with(a.class_id, $unit || '/'))
        and ($group = '' or a.subject_id in (
            select subject_id from subject_groups
            where group_id = $group and from_on <= cast($as_of as date) and to_on > cast($as_of as date)
        ))
)
