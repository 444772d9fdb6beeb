-- Plans for single pupils, the teachers' diaries, winter checks of key places, calls to parents.

create table base.plans as
-- One row a pupil, kind of plan, day it was made and stage; what a later ledger says of a stage holds.
select
    s.person_id,
    coalesce(s.plan_kind, 'help_plan') as kind,
    coalesce(s.plan_on, s.ledger_on) as made_on,
    coalesce(s.plan_stage, '') as stage,
    arg_max(s.plan_text, s.ord) as text,
    arg_max(s.plan_due_on, s.ord) as due_on,
    arg_max(s.plan_done_on, s.ord) as done_on,
    arg_max(s.plan_by, s.ord) as by_name
from base.statements as s
where s.kind = 'plans' and s.person_id is not null
    and (s.plan_on is not null or s.plan_text is not null or s.plan_stage is not null)
group by s.person_id, coalesce(s.plan_kind, 'help_plan'), coalesce(s.plan_on, s.ledger_on), coalesce(s.plan_stage, '')
order by s.person_id, made_on, stage;

create table base.diaries as
-- The days of diary entries on a pupil that ledgers tell of.
select distinct s.person_id, s.diary_on as on_day
from base.statements as s
where s.kind = 'plans' and s.person_id is not null and s.diary_on is not null
order by s.person_id, on_day;

create table base.safety as
-- One row a place, kind of check and day; “nothing found” is no fault.
select
    subject_key('place|' || coalesce(unit_id, class_unit_id) || '|' || safety_place) as place_id,
    coalesce(unit_id, class_unit_id) as unit_id,
    safety_place as place,
    coalesce(safety_kind, 'other') as kind,
    coalesce(safety_on, ledger_on) as on_day,
    arg_max(case when trim(safety_fault) not in ('', '无', '没有', '正常', '未发现', '无隐患', '未发现隐患', '—', '/') then safety_fault end, ord) as fault,
    arg_max(safety_due_on, ord) as due_on,
    arg_max(safety_fixed_on, ord) as mended_on,
    arg_max(safety_by, ord) as by_name,
    arg_max(safety_text, ord) as text
from base.statements
where kind = 'safety' and safety_place is not null and coalesce(unit_id, class_unit_id) is not null
group by coalesce(unit_id, class_unit_id), safety_place, coalesce(safety_kind, 'other'), coalesce(safety_on, ledger_on)
order by 2, 1, 5;

create table base.calls as
-- One row a session of calls to parents at a unit's home for pupils: no activity, though its ledger may be the same.
select
    coalesce(class_unit_id, unit_id) as unit_id,
    coalesce(activity_on, activity_planned_on) as on_day,
    coalesce(arg_max(activity_reached, ord), 1) as calls
from base.statements
where kind = 'activities' and activity_kind = 'family_call'
    and coalesce(activity_on, activity_planned_on) is not null and coalesce(activity_state, 'held') = 'held'
group by 1, 2, activity_title
order by 1, 2;
