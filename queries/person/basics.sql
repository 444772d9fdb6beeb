-- Who is this person? One row, or none where the asker may not see the person.
select p.*, h.head_name, h.size as household_size
from people as p
left join households as h on p.household_id = h.household_id
where p.person_id = $person
