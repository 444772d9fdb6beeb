-- I8: whose guardian is a minor of the same household? One row a person.
with

roll as (
    select distinct subject_id from memberships
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

the_answer as (
    select
        cast(p.person_id as varchar) as case_key, p.person_id as subject_id, coalesce(p.unit_id, p.class_id) as unit_id,
        cast(null as date) as on_day, cast(null as varchar) as by_name,
        cast(date_diff('year', max(g.birth_date), cast($as_of as date)) as varchar) as why
    from people as p
    inner join roll as r on p.person_id = r.subject_id
    inner join people as g on p.household_id = g.household_id and p.guardian_name = g.name and p.person_id <> g.person_id
    group by p.person_id, p.unit_id, p.class_id
    having max(g.birth_date) > cast($as_of as date) - interval 18 year
)

select * from the_answer
