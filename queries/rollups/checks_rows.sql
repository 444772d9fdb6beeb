,
-- One page of the records of a case ($case; '' = of all cases).
listed as (
    select * from mine where $case = '' or case_key = $case
)

select *, count(*) over () as total, count(distinct subject_id) over () as subjects
from listed
order by unit_id, on_day desc nulls last, name collate zh, subject_id
limit $size offset $skip
