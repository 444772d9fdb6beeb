-- Winter checks of key places, a month and village each; the last ones not everywhere.
select
    cast(row_number() over (order by number, back, place) as integer) as row_id, 'safety' as kind, '安全检查' as sheet,
    cast(row_number() over (order by number, back, place) + 1 as integer) as row_no,
    path as unit_id, cast(null as varchar) as class_unit_id, getvariable('until') - 2 as ledger_on,
    regexp_extract(path, '[^/]*$') as village, place as safety_place, check_kind as safety_kind,
    getvariable('until') - 5 - 30 * back - upto(15, number * 8 + back, place) as safety_on,
    a_name('cadre|' || cast(number as varchar) || '|0') as safety_by,
    case when chance(number * 8 + back, 'fault' || place) < 0.1 then '线路老化' end as safety_fault,
    getvariable('until') - 20 * back as safety_due_on,
    case when chance(number * 8 + back, 'mended' || place) < 0.8 then getvariable('until') - 4 - 30 * back end as safety_fixed_on
from
    villages, (values (0), (1), (2)) as months (back),
    (values ('村委会', 'fire'), ('日间照料点', 'gas'), ('幸福食堂', 'food')) as places (place, check_kind)
where back > 0 or chance(number, place) < 0.85
order by number, back, place;
