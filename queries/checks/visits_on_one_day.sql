-- V4: which visitor made at least $share % of a month's visits in a unit on one day, and at least $least of them?
-- Looks back $days days; condolence rounds are left out. One row a visit; a case is visitor, unit and day.
with

recent as (
    select * from contacts
    where kind in ('visit', 'home_visit') and precision = 'day'
        and on_day <= cast($as_of as date) and on_day > cast($as_of as date) - cast($days as integer)
),

counted as (
    select
        *,
        count(*) over (partition by unit_id, by_name, on_day) as on_the_day,
        count(*) over (partition by unit_id, by_name, year(on_day), month(on_day)) as in_the_month
    from recent
    where by_name is not null
),

the_answer as (
    select
        md5(unit_id || '|' || by_name) || '|' || cast(on_day as varchar) as case_key, person_id as subject_id, unit_id, on_day, by_name,
        by_name || '|' || cast(on_day as varchar) || '|' || cast(on_the_day as varchar) || '|' || cast(in_the_month as varchar) as why
    from counted
    where on_the_day >= cast($least as integer) and on_the_day * 100 >= cast($share as integer) * in_the_month
)

select * from the_answer
