-- F4: in which village did at least $share % of $least households or more get the same winter relief money, whatever their size?
-- One row a household that got it; a case is village and season.
with

done as (
    select *, least(coalesce(paid_on, received_on), coalesce(received_on, paid_on)) as done_on
    from relief
    where refused_reason is null and coalesce(paid_on, received_on) <= cast($as_of as date)
        and season = (select year(cast($as_of as date)) - case when month(cast($as_of as date)) < 9 then 1 else 0 end)
),

paid as (
    select d.*, coalesce(d.need_people, h.size) as people
    from done as d
    left join households as h on d.subject_id = h.household_id
    where d.item = 'winter_living' and d.cash > 0
),

sums as (
    select unit_id, cash, count(*) as n, row_number() over (partition by unit_id order by count(*) desc, cash) as place
    from paid group by unit_id, cash
),

counted as (
    select unit_id, sum(n) as households, min(case when place = 1 then cash end) as cash from sums
    group by unit_id having sum(n) >= cast($least as integer)
),

alike as (
    select p.*, c.households, count(*) over (partition by p.unit_id) as same
    from counted as c
    inner join paid as p on c.unit_id = p.unit_id and c.cash = p.cash
),

sized as (
    select unit_id, count(distinct people) as sizes from alike group by unit_id
),

the_answer as (
    select
        a.unit_id || '|' || cast(a.season as varchar) as case_key, a.subject_id, a.unit_id, a.done_on as on_day, cast(null as varchar) as by_name,
        cast(a.same as varchar) || '|' || cast(cast(a.cash as integer) as varchar) || '|' || cast(a.households as varchar) as why
    from alike as a
    inner join sized as s on a.unit_id = s.unit_id
    where a.same * 100 >= cast($share as integer) * a.households and s.sizes >= 3
)

select * from the_answer
