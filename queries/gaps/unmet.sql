-- Which duties are not done on $as_of? One row an indicator, subject and duty, within the asker's filters:
-- $unit (a subtree; '' = all), $group, $search (name, unit or person responsible).
-- The placeholder in braces is every indicator's own SQL, so that gaps and the indicators' lists cannot differ.
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

-- Whom the ledger of responsibilities names on the day comes before whom the list of units names.
in_charge as (
    select unit_id, arg_min(name, ord) as name
    from responsibles
    where role = 'responsible' and name is not null
        and from_on <= cast($as_of as date) and to_on > cast($as_of as date)
    group by unit_id
),

answered as (
    select
        m.* replace (case when m.responsible is null or m.responsible = u.responsible_name then coalesce(r.name, m.responsible) else m.responsible end as responsible)
    from mine as m
    left join units as u on m.unit_id = u.unit_id
    left join in_charge as r on r.unit_id = case when u.kind = 'class' then u.parent_id else m.unit_id end
),

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
