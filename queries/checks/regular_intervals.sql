-- V6: who is visited at intervals that hardly ever differ: $least visits or more, $gap days or more apart on average,
-- with a standard deviation of at most $deviation days? Looks back $days days. One row a person.
with

recent as (
    select * from contacts
    where kind in ('visit', 'home_visit') and precision = 'day'
        and on_day <= cast($as_of as date) and on_day > cast($as_of as date) - cast($days as integer)
),

days as (select distinct person_id, unit_id, on_day from recent),

stepped as (
    select *, date_diff('day', lag(on_day) over (partition by person_id order by on_day), on_day) as step from days
),

measured as (
    select
        person_id, arg_max(unit_id, on_day) as unit_id, max(on_day) as on_day, count(*) as visits,
        avg(step) as mean_step, stddev_pop(step) as deviation
    from stepped
    group by person_id
),

the_answer as (
    select
        cast(person_id as varchar) as case_key, person_id as subject_id, unit_id, on_day, cast(null as varchar) as by_name,
        cast(visits as varchar) || '|' || cast(cast(round(mean_step) as integer) as varchar) as why
    from measured
    where visits >= cast($least as integer) and mean_step >= cast($gap as integer) and deviation <= $deviation
)

select * from the_answer
