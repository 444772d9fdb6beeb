-- How much money is listed and how much is paid this season on $as_of? One row a household and item; amount in yuan.
with

this_season as (
    select r.*, i.done_stage
    from relief as r
    inner join relief_items as i on r.item = i.item and r.season = i.season
    where r.refused_reason is null and r.cash is not null
        and r.season = year(cast($as_of as date)) - case when month(cast($as_of as date)) < 9 then 1 else 0 end
),

the_answer as (
    select
        subject_id, unit_id, cast(null as varchar) as class_id, item as x,
        case
            when coalesce(case done_stage when 'received_on' then received_on else paid_on end <= cast($as_of as date), false)
                then 'paid'
            else 'unpaid'
        end as series,
        cash as amount
    from this_season
)

select * from the_answer
