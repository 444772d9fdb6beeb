-- On which day was each relief item done this season, up to $as_of? One row a household and item; x = day ('' = not yet).
with

items as (
    select item, season, done_stage from relief_items
    where season = year(cast($as_of as date)) - case when month(cast($as_of as date)) < 9 then 1 else 0 end
),

done as (
    select
        r.subject_id, r.unit_id, r.item,
        case i.done_stage when 'received_on' then r.received_on else r.paid_on end as done_on
    from relief as r
    inner join items as i on r.item = i.item and r.season = i.season
    where r.refused_reason is null and (r.surveyed_on is null or r.surveyed_on <= cast($as_of as date))
),

the_answer as (
    select
        subject_id, unit_id, cast(null as varchar) as class_id,
        case when done_on <= cast($as_of as date) then cast(done_on as varchar) else '' end as x,
        item as series, 1 as amount
    from done
)

select * from the_answer
