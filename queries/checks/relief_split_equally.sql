-- F4: in which village did all of $least households or more get the same winter relief money, whatever their size?
-- One row a household; a case is village and season.
with

done as (
    select *, least(coalesce(paid_on, received_on), coalesce(received_on, paid_on)) as done_on
    from relief
    where refused_reason is null and coalesce(paid_on, received_on) <= cast($as_of as date)
        and season = (select year(cast($as_of as date)) - case when month(cast($as_of as date)) < 9 then 1 else 0 end)
),

paid as (select * from done where item = 'winter_living' and cash > 0),

alike as (
    select unit_id, count(*) as households, min(cash) as cash
    from paid
    group by unit_id
    having count(*) >= cast($least as integer) and count(distinct cash) = 1 and count(distinct need_people) >= 3
),

the_answer as (
    select
        md5(p.unit_id) || '|' || cast(p.season as varchar) as case_key, p.subject_id, p.unit_id, p.done_on as on_day, cast(null as varchar) as by_name,
        cast(a.households as varchar) || '|' || cast(cast(a.cash as integer) as varchar) as why
    from alike as a
    inner join paid as p on a.unit_id = p.unit_id
)

select * from the_answer
