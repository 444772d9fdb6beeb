-- V6: in which unit were $least or more ordinary visits made on a day of Spring Festival or National Day?
-- Condolence visits belong there and are left out. Looks back $days days. One row a visit; a case is unit and day.
with

recent as (
    select * from contacts
    where kind in ('visit', 'home_visit') and precision = 'day'
        and on_day <= cast($as_of as date) and on_day > cast($as_of as date) - cast($days as integer)
),

counted as (
    select r.unit_id, r.on_day, count(*) as visits
    from recent as r
    inner join holidays as d on r.on_day = d.on_day
    group by r.unit_id, r.on_day
    having count(*) >= cast($least as integer)
),

the_answer as (
    select
        c.unit_id || '|' || cast(c.on_day as varchar) as case_key, r.person_id as subject_id, r.unit_id, r.on_day, r.by_name,
        cast(c.on_day as varchar) || '|' || cast(c.visits as varchar) as why
    from counted as c
    inner join recent as r on c.unit_id = r.unit_id and c.on_day = r.on_day
)

select * from the_answer
