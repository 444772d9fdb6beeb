-- F3: who is called healthy and has a disability of level 1 or 2, by the latest rosters? One row a person.
with

roll as (
    select distinct subject_id from memberships
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

the_answer as (
    select
        cast(p.person_id as varchar) as case_key, p.person_id as subject_id, coalesce(p.unit_id, p.class_id) as unit_id,
        cast(null as date) as on_day, cast(null as varchar) as by_name, cast(p.disability_level as varchar) as why
    from people as p
    inner join roll as r on p.person_id = r.subject_id
    where p.disability_level <= 2 and p.health in ('健康', '良好', '身体健康', '健康或良好', '一般或较好')
)

select * from the_answer
