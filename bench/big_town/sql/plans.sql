-- A help plan of two stages for most pupils, and the last entry in their teacher's diary.
select
    cast(row_number() over (order by person, stage) as integer) as row_id, 'plans' as kind, '帮扶计划' as sheet,
    cast(row_number() over (order by person, stage) + 1 as integer) as row_no,
    cast(null as varchar) as unit_id, class_unit_id, getvariable('until') - 11 as ledger_on,
    school, class_name, name, id_no, 'help_plan' as plan_kind,
    getvariable('until') - 140 as plan_on, '每周辅导一次，每月谈心一次' as plan_text,
    case stage when 1 then '期中小结' else '期末小结' end as plan_stage,
    getvariable('until') - case stage when 1 then 80 else 18 end as plan_due_on,
    case when chance(person, 'stage') < 1.03 - 0.06 * stage - slack then getvariable('until') - case stage when 1 then 82 else 20 end end as plan_done_on,
    a_name('teacher|' || class_unit_id || '|0') as plan_by,
    case when stage = 2 and chance(person, 'diary') < 0.9 then getvariable('until') - 18 - upto(10, person, 'diary_on') end as diary_on
from (select *, unnest([1, 2]) as stage from people where class_unit_id is not null and gone_on is null and chance(person, 'plan') < 0.93)
order by person, stage;
