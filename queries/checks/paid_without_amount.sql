-- W1: which relief is marked as paid or received this season, with no amount and no goods? Condolence gifts have none
-- where the unit's ledger gives none of them an amount. One row a household and item.
with

done as (
    select *, least(coalesce(paid_on, received_on), coalesce(received_on, paid_on)) as done_on
    from relief
    where refused_reason is null and coalesce(paid_on, received_on) <= cast($as_of as date)
        and season = (select year(cast($as_of as date)) - case when month(cast($as_of as date)) < 9 then 1 else 0 end)
),

judged as (
    select
        *,
        coalesce(cash, 0) + coalesce(goods_value, 0) + coalesce(quilts, 0) + coalesce(coats, 0) as given,
        max(coalesce(cash, 0) + coalesce(goods_value, 0) + coalesce(quilts, 0) + coalesce(coats, 0)) over (partition by unit_id, item) as most
    from done
),

the_answer as (
    select
        cast(subject_id as varchar) || '|' || item || '|' || cast(season as varchar) as case_key, subject_id, unit_id, done_on as on_day, cast(null as varchar) as by_name,
        item || '|' || cast(done_on as varchar) as why
    from judged
    where given = 0 and (item <> 'condolence' or most > 0)
)

select * from the_answer
