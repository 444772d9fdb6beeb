,
-- How many rows there are, and the last that the page can show but for who comes first by name in the same unit.
counted as (
    select
        count(*) as total,
        count(*) filter (counts) + count(distinct case when counts is null then subject_id end) as subjects
    from listed
),

page_end as (
    select place from listed order by place limit 1 offset $skip + $size - 1
)

select c.total, c.subjects, coalesce(e.place, 2000000000) as place
from counted as c
left join page_end as e on true
