-- P1: which telephone number is given for more than $homes households on the roll? People of one guardian are one
-- household where no ledger says more. One row a person; a case is a number.
with

roll as (
    select distinct subject_id from memberships
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

given as (
    select p.person_id, coalesce(p.unit_id, p.class_id) as unit_id, p.phone, coalesce(cast(p.household_id as varchar), p.guardian_name, cast(p.person_id as varchar)) as home_id
    from people as p
    inner join roll as r on p.person_id = r.subject_id
    where p.phone is not null and not contains(p.phone, '*')
),

shared as (
    select phone, count(distinct home_id) as homes
    from given group by phone having count(distinct home_id) > cast($homes as integer)
),

the_answer as (
    select
        cast(subject_key('phone|' || g.phone) as varchar) as case_key, g.person_id as subject_id, g.unit_id,
        cast(null as date) as on_day, cast(null as varchar) as by_name, cast(s.homes as varchar) as why
    from given as g
    inner join shared as s on g.phone = s.phone
)

select * from the_answer
