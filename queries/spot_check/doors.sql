-- Who are these people ($ids), and where do they live? One row a person that the asker may see.
select person_id as subject_id, name, gender, birth_date, team, address
from people
where person_id in (select unnest(cast($ids as bigint[])))
