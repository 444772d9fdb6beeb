-- Which duties are not done on $as_of? One row an indicator, subject and duty, within the asker's filters:
-- $unit (a subtree; '' = all), $group, $search (name, unit or person responsible).
-- The placeholder in braces is every indicator's own SQL; who is responsible is found as in the indicators' lists.
-- A duty whose deadline is still to come is of low severity, whatever its indicator says.
with answer as (
{answers}
),

mine as (
    select
        a.* exclude (severity),
        case when a.due_on > cast($as_of as date) then 'low' else a.severity end as severity
    from answer as a
    where ($unit = '' or a.unit_id = $unit or starts_with(a.unit_id, $unit || '/'))
        and ($group = '' or a.subject_id in (
            select subject_id from subject_groups
            where group_id = $group and from_on <= cast($as_of as date) and to_on > cast($as_of as date)
        ))
),

{{rollups/answered}}

named as (
    select
        m.*, s.kind, s.name, s.team, s.gender, s.birth_date, s.phone,
        date_diff('day', m.due_on, cast($as_of as date)) as days_late,
        -- A pupil stands in a village and in a class: list each duty once, the village first.
        row_number() over (
            partition by m.indicator, m.subject_id, m.duty
            order by length(m.unit_id) - length(replace(m.unit_id, '/', '')), m.unit_id
        ) as place
    from answered as m
    inner join subjects as s on m.subject_id = s.subject_id
    where $search = '' or contains(s.name, $search) or contains(m.unit_id, $search) or contains(coalesce(m.responsible, ''), $search)
)
