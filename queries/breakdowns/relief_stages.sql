-- How far has each relief item come on $as_of? One row a household, item and stage reached; x = stage, series = item.
with

this_season as (
    select * from relief
    where refused_reason is null
        and season = year(cast($as_of as date)) - case when month(cast($as_of as date)) < 9 then 1 else 0 end
),

reached as (
    select subject_id, unit_id, item, 'surveyed_on' as stage, surveyed_on as on_day from this_season
    union all
    select subject_id, unit_id, item, 'reviewed_on', reviewed_on from this_season
    union all
    select subject_id, unit_id, item, 'published_on', published_on from this_season
    union all
    select subject_id, unit_id, item, 'approved_on', approved_on from this_season
    union all
    select subject_id, unit_id, item, 'paid_on', paid_on from this_season
    union all
    select subject_id, unit_id, item, 'received_on', received_on from this_season
),

the_answer as (
    select subject_id, unit_id, cast(null as varchar) as class_id, stage as x, item as series, 1 as amount
    from reached
    where on_day <= cast($as_of as date)
)

select * from the_answer
