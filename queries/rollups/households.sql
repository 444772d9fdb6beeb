,
people_mine as (select distinct subject_id from mine)

-- Households of the people counted, as far as ledgers name a head.
select count(distinct p.household_id) as households
from people_mine as m
inner join people as p on m.subject_id = p.person_id
