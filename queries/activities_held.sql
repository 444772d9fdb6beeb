-- Do the planned activities take place? One row an activity planned or held in the $days days before $as_of; and one a
-- school and kind that must take place each period (definitions/activities.toml) where nothing of it was even planned in
-- the last closed one. Met: held by the day. Called off: not due. Source: domain.md 1 (held / planned).
with

listed as (
    select *, coalesce(planned_on, held_on) as told_on from activities
    where coalesce(planned_on, held_on) <= cast($as_of as date)
        and date_diff('day', coalesce(planned_on, held_on), cast($as_of as date)) <= $days
),

closed as (
    select period, max(start_on) as start_on, max(end_on) as end_on from periods
    where end_on <= cast($as_of as date)
    group by period
),

-- A class's activity is its school's.
of_unit as (
    select case when u.kind = 'class' then u.parent_id else u.unit_id end as unit_id, a.kind, a.told_on, a.cancelled
    from listed as a
    inner join units as u on a.unit_id = u.unit_id
),

lacking as (
    select u.unit_id, r.kind, c.end_on
    from activity_rules as r
    inner join closed as c on r.period = c.period
    inner join units as u on r.unit_kind = u.kind
    left join of_unit as a
        on u.unit_id = a.unit_id and r.kind = a.kind and a.told_on >= c.start_on and a.told_on <= c.end_on
        and not a.cancelled
    where a.unit_id is null
),

every_duty as (
    select
        activity_id as subject_id, kind as duty, unit_id,
        case when held_on <= cast($as_of as date) then true when cancelled then null else false end as met,
        planned_on as due_on,
        case when held_on <= cast($as_of as date) then held_on end as done_on,
        by_name,
        case
            when held_on <= cast($as_of as date) then 'activity_held|' || cast(held_on as varchar)
            when cancelled then 'activity_cancelled|' || cast(planned_on as varchar)
            else 'activity_not_held|' || cast(planned_on as varchar)
        end as why
    from listed
    union all
    select
        s.subject_id, l.kind, l.unit_id, false, l.end_on, cast(null as date), cast(null as varchar),
        'activity_none|' || cast(l.end_on as varchar)
    from lacking as l
    inner join subjects as s on l.unit_id = s.unit_id and s.kind = 'unit'
),

the_answer as (
    select
        d.subject_id, d.duty, d.unit_id, d.met, d.due_on, d.done_on,
        coalesce(d.by_name, u.responsible_name) as responsible, d.why
    from every_duty as d
    left join units as u on d.unit_id = u.unit_id
)

select * from the_answer
