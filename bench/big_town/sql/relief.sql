-- Winter relief of one item ($item) in the town, by household head. Nearly three quarters are paid, in slack villages fewer.
with due as (
    select *, chance(person, 'paid' || $item) as p
    from people
    where gone_on is null and case $item
        when 'winter_living' then main_group in ('minimum_living', 'hardship_home', 'near_threshold', 'monitored')
        when 'minimum_living_q1' then main_group = 'minimum_living'
        else main_group in ('hardship_home', 'veterans', 'martyrs_survivors', 'party_veterans')
    end
),
staged as (
    select
        *, getvariable('until') - 130 + upto(20, person, 'surveyed') as surveyed_on,
        case when p < 0.74 - slack then getvariable('until') - 60 + upto(58, person, 'paid_on' || $item) end as paid_on
    from due
)
select
    cast(row_number() over (order by person) as integer) as row_id, 'relief' as kind, '救助' as sheet,
    cast(row_number() over (order by person) + 3 as integer) as row_no,
    unit_id, cast(null as varchar) as class_unit_id, getvariable('until') - 40 as ledger_on,
    village, name as head_name, id_no, 1 + upto(5, person, 'household') as household_size, 1 + upto(3, person, 'need') as need_people,
    case when $item = 'winter_living' then surveyed_on end as surveyed_on,
    case when $item = 'winter_living' then surveyed_on + 8 end as reviewed_on,
    case when $item = 'winter_living' then surveyed_on + 15 end as published_on,
    surveyed_on + 25 as approved_on,
    case when $item <> 'condolence' then paid_on end as paid_on,
    case when $item = 'condolence' or p < 0.6 - slack then paid_on end as received_on,
    cast(200 + 20 * upto(20, person, 'cash') as decimal(12, 2)) as cash,
    case when $item = 'winter_living' and chance(person, 'quilt') < 0.4 then 1 end as quilts,
    $item as relief_item
from staged
order by person;
