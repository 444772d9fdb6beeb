-- I8: whose guardian is a minor of the same household? One row a person.
with

roll as (
    select distinct subject_id from memberships
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

-- Of several of the guardian's name the eldest counts.
guardians as (
    select p.person_id, min(g.birth_date) as born_on
    from people as p
    inner join people as g on p.household_id = g.household_id and p.guardian_name = g.name and p.person_id <> g.person_id
    group by p.person_id
),

the_answer as (
    select
        cast(p.person_id as varchar) as case_key, p.person_id as subject_id, coalesce(p.unit_id, p.class_id) as unit_id,
        cast(null as date) as on_day, cast(null as varchar) as by_name,
        cast(date_diff('year', g.born_on, cast($as_of as date))
            - case when month(g.born_on) * 100 + day(g.born_on) > month(cast($as_of as date)) * 100 + day(cast($as_of as date)) then 1 else 0 end as varchar) as why
    from guardians as g
    inner join people as p on g.person_id = p.person_id
    inner join roll as r on p.person_id = r.subject_id
    where g.born_on > cast($as_of as date) - interval 18 year
)

select * from the_answer
