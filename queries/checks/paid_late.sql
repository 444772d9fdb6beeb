-- W2: which relief of the season reached people after its deadline? One row a household and item.
with

done as (
    select *, least(coalesce(paid_on, received_on), coalesce(received_on, paid_on)) as done_on
    from relief
    where refused_reason is null and coalesce(paid_on, received_on) <= cast($as_of as date)
        and season = (select year(cast($as_of as date)) - case when month(cast($as_of as date)) < 9 then 1 else 0 end)
),

the_answer as (
    select
        cast(d.subject_id as varchar) || '|' || d.item || '|' || cast(d.season as varchar) as case_key, d.subject_id, d.unit_id, d.done_on as on_day, cast(null as varchar) as by_name,
        d.item || '|' || cast(d.done_on as varchar) || '|' || cast(i.due_on as varchar) as why
    from done as d
    inner join relief_items as i on d.item = i.item and d.season = i.season
    where d.done_on > i.due_on
)

select * from the_answer
