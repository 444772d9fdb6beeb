-- Is each pupil helped by a plan? One row a pupil (class) and duty on $as_of.
-- help_plan: a plan of the last $days days with content and stages. stages: none of the plans' stages is overdue (not due
-- until the first stage's day). education_plan: the same as help_plan, for pupils with a disability. diary: of pupils paired
-- with a teacher, an entry since the last closed month of term began (domain.md 1: help plan, stages, diary).
with

children as (
    select m.subject_id, min(m.from_on) as from_on
    from memberships as m
    inner join file_rules as r on m.group_id = r.group_id and r.field = 'guardian_name'
    where m.from_on <= cast($as_of as date) and m.to_on > cast($as_of as date)
    group by m.subject_id
),

pupils as (
    select c.subject_id, s.unit_id
    from children as c
    inner join stays as s on c.subject_id = s.person_id and s.branch = 'class'
    where s.from_on <= cast($as_of as date) and s.to_on > cast($as_of as date)
),

latest as (
    select person_id, kind, max(made_on) as made_on
    from plans
    where made_on <= cast($as_of as date) and date_diff('day', made_on, cast($as_of as date)) <= $days
    group by person_id, kind
),

in_force as (
    select
        p.person_id, p.kind, l.made_on,
        max(case when p.text is not null then 1 else 0 end) as told,
        sum(case when p.stage <> '' then 1 else 0 end) as staged,
        max(p.by_name) as by_name
    from plans as p
    inner join latest as l on p.person_id = l.person_id and p.kind = l.kind and p.made_on = l.made_on
    group by p.person_id, p.kind, l.made_on
),

stages as (
    select
        p.person_id,
        sum(case when p.due_on < cast($as_of as date) then 1 else 0 end) as due,
        sum(case when p.due_on < cast($as_of as date) and (p.done_on is null or p.done_on > cast($as_of as date)) then 1 else 0 end) as late,
        min(case when p.due_on < cast($as_of as date) and (p.done_on is null or p.done_on > cast($as_of as date)) then p.due_on end) as late_on,
        max(case when p.done_on <= cast($as_of as date) then p.done_on end) as done_on,
        max(p.by_name) as by_name
    from plans as p
    inner join latest as l on p.person_id = l.person_id and p.kind = l.kind and p.made_on = l.made_on
    where p.stage <> ''
    group by p.person_id
),

needed as (
    select subject_id, unit_id, 'help_plan' as kind from pupils
    union all
    select p.subject_id, p.unit_id, 'education_plan'
    from pupils as p
    left join people as h on p.subject_id = h.person_id
    where h.disability_level is not null or h.health like '%残疾%' or p.subject_id in (
        select subject_id from memberships
        where group_id = 'disabled_severe' and from_on <= cast($as_of as date) and to_on > cast($as_of as date)
    )
),

month_of_term as (
    select max(start_on) as start_on from periods
    where period = 'school_month' and end_on <= cast($as_of as date)
),

paired as (
    select p.subject_id, p.unit_id, min(g.from_on) as from_on, min(h.name) as by_name
    from pupils as p
    inner join pairings as g on p.subject_id = g.person_id
    inner join helpers as h on g.helper_id = h.helper_id
    where h.kind = 'teacher' and g.from_on <= cast($as_of as date) and g.to_on > cast($as_of as date)
    group by p.subject_id, p.unit_id
),

written as (
    select person_id, max(on_day) as on_day from diaries
    where on_day <= cast($as_of as date)
    group by person_id
),

every_duty as (
    select
        n.subject_id, n.unit_id, n.kind as duty,
        coalesce(f.told = 1 and f.staged > 0, false) as met,
        cast(null as date) as due_on, f.made_on as done_on, f.by_name,
        case
            when f.person_id is null then 'plan_missing'
            when f.told = 0 then 'plan_lacks|plan_text'
            when f.staged = 0 then 'plan_lacks|plan_stage'
            else 'plan_made|' || cast(f.made_on as varchar)
        end as why
    from needed as n
    left join in_force as f on n.subject_id = f.person_id and n.kind = f.kind
    union all
    select
        p.subject_id, p.unit_id, 'stages',
        case when s.late > 0 then false when s.due > 0 then true end,
        s.late_on, s.done_on, s.by_name,
        case
            when s.late > 0 then 'stages_late|' || cast(s.late as varchar) || '|' || cast(s.late_on as varchar)
            when s.due > 0 then 'stages_done|' || cast(s.due as varchar)
            else 'stages_to_come'
        end
    from pupils as p
    inner join stages as s on p.subject_id = s.person_id
    union all
    select
        p.subject_id, p.unit_id, 'diary',
        case when w.on_day >= m.start_on then true when p.from_on > m.start_on then null else false end,
        cast(null as date), w.on_day, p.by_name,
        case
            when w.on_day >= m.start_on then 'diary_kept|' || cast(w.on_day as varchar)
            when p.from_on > m.start_on then 'diary_new'
            when w.on_day is null then 'diary_none'
            else 'diary_old|' || cast(w.on_day as varchar)
        end
    from paired as p
    cross join month_of_term as m
    left join written as w on p.subject_id = w.person_id
),

the_answer as (
    select
        d.subject_id, d.duty, d.unit_id, d.met, d.due_on, d.done_on,
        coalesce(d.by_name, u.responsible_name) as responsible, d.why
    from every_duty as d
    left join units as u on d.unit_id = u.unit_id
)

select * from the_answer
