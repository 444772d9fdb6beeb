,
-- Households of the people counted in each unit one step below $unit, as far as ledgers name a head.
placed as (
    select distinct
        subject_id,
        case
            when $unit = '' then split_part(unit_id, '/', 1)
            when unit_id = $unit then unit_id
            else $unit || '/' || split_part(substr(unit_id, length($unit) + 2), '/', 1)
        end as key
    from mine
)

select m.key, count(distinct p.household_id) as households
from placed as m
inner join people as p on m.subject_id = p.person_id
group by m.key order by m.key
