-- V6: who was visited more than $before days before any ledger lists them? Looks back $days days. One row a visit.
with

recent as (
    select * from contacts
    where kind in ('visit', 'home_visit') and precision = 'day'
        and on_day <= cast($as_of as date) and on_day > cast($as_of as date) - cast($days as integer)
),

listed as (
    select subject_id, min(from_on) as from_on from memberships group by subject_id
),

the_answer as (
    select
        cast(r.person_id as varchar) || '|' || cast(r.on_day as varchar) as case_key, r.person_id as subject_id, r.unit_id, r.on_day, r.by_name,
        cast(r.on_day as varchar) || '|' || cast(l.from_on as varchar) as why
    from recent as r
    inner join listed as l on r.person_id = l.subject_id
    where r.on_day < l.from_on - cast($before as integer)
)

select * from the_answer
