-- P1: who on the roll can be reached by no telephone that a ledger up to the day gives: no own, no guardian's,
-- none of the household's? One row a person.
with

roll as (
    select distinct subject_id from memberships
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

-- Known by the day: whom a unit's first roster lists counts as a member always, but nothing was told of them before.
known as (
    select distinct person_id from statements
    where kind = 'roster' and person_id is not null and ledger_on <= cast($as_of as date)
),

reachable as (
    select distinct person_id from statements
    where person_id is not null and kind in ('roster', 'relief', 'houses') and ledger_on <= cast($as_of as date)
        and coalesce(phone, guardian_phone) is not null
),

homes as (
    select distinct p.household_id
    from reachable as r
    inner join people as p on r.person_id = p.person_id
    where p.household_id is not null
    union
    -- A household whose head is on no roster: what its relief and house ledgers say.
    select household_id from households
    where phone is not null and household_id not in (select household_id from people where household_id is not null and phone is not null)
),

the_answer as (
    select
        cast(p.person_id as varchar) as case_key, p.person_id as subject_id, coalesce(p.unit_id, p.class_id) as unit_id,
        cast(null as date) as on_day, cast(null as varchar) as by_name, '' as why
    from people as p
    inner join roll as m on p.person_id = m.subject_id
    inner join known as k on p.person_id = k.person_id
    left join reachable as r on p.person_id = r.person_id
    left join homes as h on p.household_id = h.household_id
    where r.person_id is null and h.household_id is null
)

select * from the_answer
