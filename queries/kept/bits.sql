-- The groups that the asker may see, each as a bit of a number.
select group_id, cast(1 as bigint) << (row_number() over (order by group_id) - 1) as bit
from (select distinct group_id from subject_groups)
