
-- When what stands first in the list is due.
select nullif(due, date '0001-01-01') as due_on from listed order by done, due limit 1
