-- V5: which visitor was in $units villages or more of one town on one day? Looks back $days days.
-- One row a visit; a case is visitor and day.
with

recent as (
    select * from contacts
    where kind in ('visit', 'home_visit') and precision = 'day'
        and on_day <= cast($as_of as date) and on_day > cast($as_of as date) - cast($days as integer)
),

placed as (
    select *, regexp_replace(unit_id, '/[^/]*$', '') as town_id from recent
    where by_name is not null and kind = 'visit'
),

counted as (
    select town_id, by_name, on_day, count(distinct unit_id) as units, count(*) as visits
    from placed
    group by town_id, by_name, on_day
    having count(distinct unit_id) >= cast($units as integer)
),

the_answer as (
    select
        md5(c.town_id || '|' || c.by_name) || '|' || cast(c.on_day as varchar) as case_key, p.person_id as subject_id, p.unit_id, p.on_day, p.by_name,
        c.by_name || '|' || cast(c.on_day as varchar) || '|' || cast(c.units as varchar) || '|' || cast(c.visits as varchar) as why
    from counted as c
    inner join placed as p on c.town_id = p.town_id and c.by_name = p.by_name and c.on_day = p.on_day
)

select * from the_answer
