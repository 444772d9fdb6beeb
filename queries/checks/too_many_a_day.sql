-- V5: which visitor called on more than $homes homes on one day? Members of a household are one home; people of one name
-- in different towns are different visitors. Looks back $days days. One row a visit; a case is visitor and day.
with

recent as (
    select * from contacts
    where kind in ('visit', 'home_visit') and precision = 'day'
        and on_day <= cast($as_of as date) and on_day > cast($as_of as date) - cast($days as integer)
),

placed as (
    select
        r.*, regexp_replace(r.unit_id, '/[^/]*$', '') as town_id, coalesce(p.household_id, p.person_id) as home_id
    from recent as r
    inner join people as p on r.person_id = p.person_id
    where r.by_name is not null
),

counted as (
    select town_id, by_name, on_day, count(distinct home_id) as homes, count(distinct unit_id) as units
    from placed
    group by town_id, by_name, on_day
    having count(distinct home_id) > cast($homes as integer)
),

the_answer as (
    select
        md5(c.town_id || '|' || c.by_name) || '|' || cast(c.on_day as varchar) as case_key, p.person_id as subject_id, p.unit_id, p.on_day, p.by_name,
        c.by_name || '|' || cast(c.on_day as varchar) || '|' || cast(c.homes as varchar) || '|' || cast(c.units as varchar) as why
    from counted as c
    inner join placed as p on c.town_id = p.town_id and c.by_name = p.by_name and c.on_day = p.on_day
)

select * from the_answer
