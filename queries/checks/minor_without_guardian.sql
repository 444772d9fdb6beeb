-- P2: which minor in a group of children has no guardian or emergency contact in any ledger up to the day?
-- Whose day of birth is unknown counts as a minor. One row a person.
with

children as (
    select distinct m.subject_id
    from memberships as m
    inner join helper_groups as g on m.group_id = g.group_id and g.is_child
    where m.from_on <= cast($as_of as date) and m.to_on > cast($as_of as date)
),

-- Known by the day: whom a unit's first roster lists counts as a member always, but nothing was told of them before.
known as (
    select distinct person_id from statements
    where kind = 'roster' and person_id is not null and ledger_on <= cast($as_of as date)
),

guarded as (
    select distinct person_id from statements
    where kind = 'roster' and ledger_on <= cast($as_of as date) and coalesce(guardian_name, guardian_phone) is not null
),

the_answer as (
    select
        cast(p.person_id as varchar) as case_key, p.person_id as subject_id, coalesce(p.unit_id, p.class_id) as unit_id,
        cast(null as date) as on_day, cast(null as varchar) as by_name, '' as why
    from people as p
    inner join children as c on p.person_id = c.subject_id
    inner join known as k on p.person_id = k.person_id
    left join guarded as g on p.person_id = g.person_id
    where coalesce(p.birth_date > cast($as_of as date) - interval 18 year, true) and g.person_id is null
)

select * from the_answer
