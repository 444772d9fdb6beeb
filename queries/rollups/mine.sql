-- The rows of an answer that the asker's filters leave: $unit (a subtree; '' = all), $group, $duty ('' = all).
-- The placeholder in braces is the question's own SQL.
with answer as (
{answer}
),

mine as (
    select a.* from answer as a
    where ($unit = '' or a.unit_id = $unit or starts_with(a.unit_id, $unit || '/'))
        and ($duty = '' or a.duty = $duty)
        and ($group = '' or a.subject_id in (
            select subject_id from subject_groups
            where group_id = $group and from_on <= cast($as_of as date) and to_on > cast($as_of as date)
        ))
)
