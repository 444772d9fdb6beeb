-- What was listed, paid and received this season by $as_of, in the units that offices use? One row a household, item, unit
-- (household 户, person 人, yuan 元, quilt 床, coat 件, value 元 of goods) and step; x = item, series = unit.step.
-- A person is whoever the ledger says is in need, else everybody of the household, else one.
with

this_season as (
    select r.*, h.size
    from relief as r
    left join households as h on r.subject_id = h.household_id
    where r.refused_reason is null
        and r.season = year(cast($as_of as date)) - case when month(cast($as_of as date)) < 9 then 1 else 0 end
),

reached as (
    select *, 'listed' as step from this_season
    union all
    select *, 'paid' from this_season where least(coalesce(paid_on, received_on), coalesce(received_on, paid_on)) <= cast($as_of as date)
    union all
    select *, 'received' from this_season where received_on <= cast($as_of as date)
),

measured as (
    select subject_id, unit_id, item, step, 'household' as what, 1 as amount from reached
    union all
    select subject_id, unit_id, item, step, 'person', coalesce(need_people, size, 1) from reached
    union all
    select subject_id, unit_id, item, step, 'yuan', cash from reached where cash > 0
    union all
    select subject_id, unit_id, item, step, 'quilt', quilts from reached where quilts > 0
    union all
    select subject_id, unit_id, item, step, 'coat', coats from reached where coats > 0
    union all
    select subject_id, unit_id, item, step, 'value', goods_value from reached where goods_value > 0
),

the_answer as (
    select subject_id, unit_id, cast(null as varchar) as class_id, item as x, what || '.' || step as series, amount
    from measured
)

select * from the_answer
