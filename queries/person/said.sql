-- What did rosters say of this person, row by row, the earliest first? Only rows of the asker's own units.
select s.*, b.file
from statements as s
inner join batches as b on s.batch_id = b.batch_id
where s.person_id = $person and s.kind = 'roster' and s.person_id in (select person_id from people)
order by s.ord
