-- Winter relief by household and item of a season; dangerous houses.

create table base.relief as
with told as (
    select
        subject_key('household|' || h.household_key) as subject_id,
        s.relief_item as item,
        -- A season runs from September to August.
        year(s.told_on) - case when month(s.told_on) < 9 then 1 else 0 end as season,
        s.*
    from (
        select *, coalesce(paid_on, received_on, approved_on, surveyed_on, ledger_on) as told_on from base.statements
    ) as s
    inner join base.row_household as h on s.ord = h.ord
    where s.kind = 'relief' and s.relief_item is not null
)
select
    subject_id, item, season,
    arg_max(unit_id, ord) as unit_id,
    max(surveyed_on) as surveyed_on,
    max(reviewed_on) as reviewed_on,
    max(published_on) as published_on,
    max(approved_on) as approved_on,
    max(paid_on) as paid_on,
    max(received_on) as received_on,
    arg_max(need_people, ord) as need_people,
    arg_max(cash, ord) as cash,
    arg_max(quilts, ord) as quilts,
    arg_max(coats, ord) as coats,
    arg_max(goods_value, ord) as goods_value,
    arg_max(relief_category, ord) as category,
    arg_max(refused_reason, ord) as refused_reason
from told
group by subject_id, item, season
order by 4, 2, 1;

-- A house is known by its number within the village. 1, 2, 3 may be an edition's own order: it tells only the houses of one
-- household in one list from each other, and is theirs for good where they are numbered from 1.
create table base.houses as
with told as (
    select s.*, h.household_key, regexp_matches(coalesce(s.house_no, '0'), '^[0-9]{1,5}$') as in_order
    from base.statements as s
    inner join base.row_household as h on s.ord = h.ord
    where s.kind = 'houses'
),
numbered as (
    select
        *,
        dense_rank() over (
            partition by batch_id, sheet, ledger_on, household_key, in_order order by coalesce(length(house_no), 0), coalesce(house_no, '')
        ) as nth
    from told
),
from_one as (
    select batch_id, sheet, ledger_on, household_key
    from told
    where in_order and house_no is not null
    group by batch_id, sheet, ledger_on, household_key
    having count(distinct house_no) > 1 and min(cast(house_no as integer)) = 1
),
own_numbers as (
    select distinct t.household_key as of_household, t.house_no as own_no
    from told as t
    inner join from_one as f
        on t.batch_id = f.batch_id and t.sheet = f.sheet and t.ledger_on is not distinct from f.ledger_on and t.household_key = f.household_key
    where t.in_order and t.house_no is not null
),
keyed as (
    select
        *,
        case
            when not in_order then coalesce(unit_id, '') || '|' || house_no
            when own_no is not null then household_key || '|no|' || house_no
            when nth = 1 then household_key
            else household_key || '|' || cast(nth as varchar)
        end as house_key
    from numbered
    left join own_numbers on household_key = of_household and house_no = own_no and in_order
)
select
    subject_key('house|' || s.house_key) as house_id,
    min(subject_key('household|' || s.household_key)) as household_id,
    arg_max(s.unit_id, s.ord) as unit_id,
    arg_max(s.house_grade, s.ord) as grade,
    arg_max(s.remedy, s.ord) as remedy,
    arg_max(s.lived_in, s.ord) as lived_in,
    arg_max(s.built_year, s.ord) as built_year,
    coalesce(max(s.found_on), min(s.ledger_on)) as found_on,
    max(s.remedy_started_on) as started_on,
    max(s.safe_on) as safe_on,
    max(s.resettled_on) as resettled_on,
    arg_max(s.resettled_to, s.ord) as resettled_to
from keyed as s
group by s.house_key
order by 3, 1;
