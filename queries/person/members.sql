-- Who lives in these households, as far as ledgers say? One row a person.
select p.person_id, p.name, p.gender, p.birth_date, p.unit_id, p.class_id, p.team
from people as p
where p.person_id in (select person_id from household_members where list_contains($households, household_id))
order by p.birth_date nulls last, p.name collate zh
