-- How far are the dangerous houses on $as_of, from found to safe? One row a house and stage reached; series = grade.
with

found as (
    select
        house_id, unit_id, grade, found_on, started_on,
        least(coalesce(safe_on, date '9999-12-31'), coalesce(resettled_on, date '9999-12-31')) as made_safe_on
    from houses
    where grade in ('C', 'D') and found_on <= cast($as_of as date)
),

reached as (
    select house_id, unit_id, grade, 'found' as stage from found
    union all
    select house_id, unit_id, grade, 'started' from found
    where least(coalesce(started_on, made_safe_on), made_safe_on) <= cast($as_of as date)
    union all
    select house_id, unit_id, grade, 'safe' from found where made_safe_on <= cast($as_of as date)
),

the_answer as (
    select house_id as subject_id, unit_id, cast(null as varchar) as class_id, stage as x, grade as series, 1 as amount
    from reached
)

select * from the_answer
