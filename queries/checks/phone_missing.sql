-- P1: who on the roll can be reached by no telephone: no own, no guardian's, none of the household? One row a person.
with

roll as (
    select distinct subject_id from memberships
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

the_answer as (
    select
        cast(p.person_id as varchar) as case_key, p.person_id as subject_id, coalesce(p.unit_id, p.class_id) as unit_id,
        cast(null as date) as on_day, cast(null as varchar) as by_name, '' as why
    from people as p
    inner join roll as r on p.person_id = r.subject_id
    left join households as h on p.household_id = h.household_id
    where coalesce(p.phone, p.guardian_phone, h.phone) is null
)

select * from the_answer
