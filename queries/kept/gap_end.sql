,
-- How many rows there are, and the last that the page can show but for who comes first by name in the same unit.
counted as (
    select count(*) as total, count(distinct subject_id) as subjects from listed
),

page_end as (
    select rank, days, seen, unit_no from listed order by rank, days, seen, unit_no limit 1 offset $skip + $size - 1
)

select
    c.total, c.subjects,
    coalesce(e.rank, 9) as rank, coalesce(e.days, 0) as days, coalesce(e.seen, date '9999-12-31') as seen,
    coalesce(e.unit_no, 9000000000) as unit_no
from counted as c
left join page_end as e on true
