-- V4: which visitor made at least $share % of a month's visits in a unit on one day, to $least homes or more?
-- Members of a household are one home. Months that have closed; condolence rounds are left out. Looks back $days days.
-- One row a visit; a case is visitor, unit and day.
with

recent as (
    select * from contacts
    where kind in ('visit', 'home_visit') and precision = 'day'
        and on_day <= cast($as_of as date) and on_day > cast($as_of as date) - cast($days as integer)
),

placed as (
    select r.*, last_day(r.on_day) as month_on, coalesce(p.household_id, p.person_id) as home_id
    from recent as r
    inner join people as p on r.person_id = p.person_id
    where r.by_name is not null and last_day(r.on_day) <= cast($as_of as date)
),

by_day as (
    select unit_id, by_name, month_on, on_day, count(distinct home_id) as homes
    from placed
    group by unit_id, by_name, month_on, on_day
),

counted as (
    select *, sum(homes) over (partition by unit_id, by_name, month_on) as in_the_month from by_day
),

the_answer as (
    select
        cast(subject_key('visitor|' || c.unit_id || '|' || c.by_name) as varchar) || '|' || cast(c.on_day as varchar) as case_key,
        p.person_id as subject_id, p.unit_id, p.on_day, p.by_name,
        c.by_name || '|' || cast(c.on_day as varchar) || '|' || cast(c.homes as varchar) || '|' || cast(c.in_the_month as varchar) as why
    from counted as c
    inner join placed as p on c.unit_id = p.unit_id and c.by_name = p.by_name and c.on_day = p.on_day
    where c.homes >= cast($least as integer) and c.homes * 100 >= cast($share as integer) * c.in_the_month
)

select * from the_answer
