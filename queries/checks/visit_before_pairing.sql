-- V6: which helper visited more than $before days before the pairing began, when nobody else was paired?
-- Whoever calls on people that they are not the helper of (a village's cadre) may well have come before.
-- Looks back $days days. One row a visit.
with

recent as (
    select * from contacts
    where kind in ('visit', 'home_visit') and precision = 'day'
        and on_day <= cast($as_of as date) and on_day > cast($as_of as date) - cast($days as integer)
),

begun as (
    select p.person_id, h.name, min(p.from_on) as from_on
    from pairings as p
    inner join helpers as h on p.helper_id = h.helper_id
    group by p.person_id, h.name
),

general as (
    select distinct r.unit_id, r.by_name
    from recent as r
    left join begun as b on r.person_id = b.person_id and r.by_name = b.name
    where b.person_id is null
),

first_helper as (
    select person_id, min(from_on) as from_on from pairings group by person_id
),

the_answer as (
    select
        cast(r.person_id as varchar) || '|' || cast(r.on_day as varchar) as case_key, r.person_id as subject_id, r.unit_id, r.on_day, r.by_name,
        r.by_name || '|' || cast(r.on_day as varchar) || '|' || cast(b.from_on as varchar) as why
    from recent as r
    inner join begun as b on r.person_id = b.person_id and r.by_name = b.name
    inner join first_helper as f on r.person_id = f.person_id and f.from_on = b.from_on
    left join general as g on r.unit_id = g.unit_id and r.by_name = g.by_name
    where g.by_name is null and r.on_day < b.from_on - cast($before as integer)
)

select * from the_answer
