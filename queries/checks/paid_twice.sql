-- W3: which family was paid the same item twice in a season, under two names? Items of households only: extreme hardship
-- and condolence are given to each person. One row a household.
with

done as (
    select *, least(coalesce(paid_on, received_on), coalesce(received_on, paid_on)) as done_on
    from relief
    where refused_reason is null and coalesce(paid_on, received_on) <= cast($as_of as date)
        and season = (select year(cast($as_of as date)) - case when month(cast($as_of as date)) < 9 then 1 else 0 end)
),

grouped as (
    select d.*, f.family_id
    from done as d
    inner join relief_families as f on d.subject_id = f.subject_id
    where d.cash > 0 and d.item in ('winter_living', 'minimum_living_q1')
),

families as (
    select family_id, item, season, count(distinct subject_id) as times from grouped
    group by family_id, item, season having count(distinct subject_id) > 1
),

the_answer as (
    select distinct
        cast(g.family_id as varchar) || '|' || g.item || '|' || cast(g.season as varchar) as case_key, g.subject_id, g.unit_id, g.done_on as on_day, cast(null as varchar) as by_name,
        g.item || '|' || cast(f.times as varchar) as why
    from families as f
    inner join grouped as g on f.family_id = g.family_id and f.item = g.item and f.season = g.season
)

select * from the_answer
