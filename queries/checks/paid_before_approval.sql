-- W3: which relief was paid before, or without, an approval or a public notice, in a unit whose ledger else gives those days?
-- One row a household and item of the season.
with

done as (
    select *, least(coalesce(paid_on, received_on), coalesce(received_on, paid_on)) as done_on
    from relief
    where refused_reason is null and coalesce(paid_on, received_on) <= cast($as_of as date)
        and season = (select year(cast($as_of as date)) - case when month(cast($as_of as date)) < 9 then 1 else 0 end)
),

habits as (
    select unit_id, item, count(*) as households, count(approved_on) as approved, count(published_on) as published
    from done group by unit_id, item
),

judged as (
    select
        d.*,
        case
            when d.approved_on > d.done_on or (d.approved_on is null and h.approved * 2 > h.households) then 'approved_on'
            when d.published_on > d.done_on or (d.published_on is null and h.published * 2 > h.households) then 'published_on'
        end as lacks
    from done as d
    inner join habits as h on d.unit_id = h.unit_id and d.item = h.item
),

the_answer as (
    select
        cast(subject_id as varchar) || '|' || item || '|' || cast(season as varchar) as case_key, subject_id, unit_id, done_on as on_day, cast(null as varchar) as by_name,
        item || '|' || cast(done_on as varchar) || '|' || lacks as why
    from judged
    where lacks is not null
)

select * from the_answer
