-- F4: whose relief money per head is more than $times times the median of the village's, or less than its $times th part?
-- Compared within an item and category of the village; fewer than $least households are left out, and condolence, which
-- differs by honour. Heads are those in need, else the household's size. One row a household and item of the season.
with

done as (
    select *, least(coalesce(paid_on, received_on), coalesce(received_on, paid_on)) as done_on
    from relief
    where refused_reason is null and coalesce(paid_on, received_on) <= cast($as_of as date)
        and season = (select year(cast($as_of as date)) - case when month(cast($as_of as date)) < 9 then 1 else 0 end)
),

heads as (
    select d.*, coalesce(d.category, '') as degree, cast(d.cash as double) / greatest(coalesce(d.need_people, h.size, 1), 1) as per_head
    from done as d
    left join households as h on d.subject_id = h.household_id
    where d.cash > 0 and d.item <> 'condolence'
),

middles as (
    select unit_id, item, degree, median(per_head) as middle from heads
    group by unit_id, item, degree having count(*) >= cast($least as integer)
),

the_answer as (
    select
        cast(h.subject_id as varchar) || '|' || h.item || '|' || cast(h.season as varchar) as case_key, h.subject_id, h.unit_id, h.done_on as on_day, cast(null as varchar) as by_name,
        h.item || '|' || cast(cast(round(h.per_head) as integer) as varchar) || '|' || cast(cast(round(m.middle) as integer) as varchar) as why
    from heads as h
    inner join middles as m on h.unit_id = m.unit_id and h.item = m.item and h.degree = m.degree
    where h.per_head > m.middle * $times or h.per_head * $times < m.middle
)

select * from the_answer
