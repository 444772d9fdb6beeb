-- I8: who stands as their own helper, or as their own guardian though a minor? One row a person and role.
-- A helper of the same name with another telephone number is another person; an adult may say that they need no guardian.
with

roll as (
    select distinct subject_id from memberships
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

told as (
    select q.person_id, 'helper' as role
    from pairings as q
    inner join helpers as h on q.helper_id = h.helper_id
    inner join people as p on q.person_id = p.person_id
    where (h.name = '本人' or (h.name = p.name and (h.phone = p.phone or h.phone is null)))
        and q.from_on <= cast($as_of as date) and q.to_on > cast($as_of as date)
    union
    select person_id, 'guardian' as role
    from people
    where guardian_name in (name, '本人') and birth_date > cast($as_of as date) - interval 18 year
),

the_answer as (
    select
        cast(t.person_id as varchar) || '|' || t.role as case_key, t.person_id as subject_id, coalesce(p.unit_id, p.class_id) as unit_id,
        cast(null as date) as on_day, cast(null as varchar) as by_name, t.role as why
    from told as t
    inner join roll as r on t.person_id = r.subject_id
    inner join people as p on t.person_id = p.person_id
)

select * from the_answer
