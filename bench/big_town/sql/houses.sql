with graded as (
    select *, getvariable('until') - 20 - upto(150, person, 'found') as found_on, case when chance(person, 'grade') < 0.6 then 'C' else 'D' end as grade
    from people
    where gone_on is null and family <> 'children' and chance(person, 'house') < 0.02
)
select
    cast(row_number() over (order by person) as integer) as row_id, 'houses' as kind, '危房' as sheet,
    cast(row_number() over (order by person) + 2 as integer) as row_no,
    unit_id, cast(null as varchar) as class_unit_id, getvariable('until') - 5 as ledger_on,
    town_code || '-' || cast(person as varchar) as house_no, village, name as head_name, id_no as head_id,
    1965 + upto(40, person, 'built') as built_year, '土木结构' as structure, chance(person, 'lived') < 0.3 as lived_in, grade as house_grade,
    case grade when 'C' then 'repair' else 'rebuild' end as remedy, found_on,
    case when chance(person, 'safe') < 0.8 - slack then found_on + 10 end as remedy_started_on,
    case when chance(person, 'safe') < 0.6 - slack then least(found_on + 70, getvariable('until') - 6) end as safe_on
from graded
order by person;
