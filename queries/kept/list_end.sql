,
-- How many rows there are, and the last that the page can show but for who comes first by name in the same unit.
counted as (
{counted}
),

page_end as (
    select done, due, unit_no from listed order by done, due, unit_no limit 1 offset $skip + $size - 1
)

select
    c.total, c.subjects,
    coalesce(e.done, date '9999-12-31') as done, coalesce(e.due, date '9999-12-31') as due, coalesce(e.unit_no, 9000000000) as unit_no
from counted as c
left join page_end as e on true
