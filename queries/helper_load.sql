-- Can the helpers cope? One row a helper with at least one pairing on $as_of.
-- Met: a teacher has at most $teacher pupils, anyone else at most $other households or people (domain.md 4.3, B2).
with

on_roll as (
    select distinct subject_id from memberships
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

loads as (
    select
        p.helper_id,
        -- Members of one household are one charge.
        count(distinct case when h.kind = 'teacher' then p.person_id else coalesce(q.household_id, p.person_id) end) as load
    from pairings as p
    inner join helpers as h on p.helper_id = h.helper_id
    inner join people as q on p.person_id = q.person_id
    inner join on_roll as o on p.person_id = o.subject_id
    where p.from_on <= cast($as_of as date) and p.to_on > cast($as_of as date)
    group by p.helper_id
),

limited as (
    select h.helper_id, h.name, h.unit_id, l.load, case when h.kind = 'teacher' then $teacher else $other end as most
    from loads as l
    inner join helpers as h on l.helper_id = h.helper_id
),

the_answer as (
    select
        helper_id as subject_id, '' as duty, unit_id,
        load <= most as met,
        cast(null as date) as due_on,
        cast(null as date) as done_on,
        name as responsible,
        'helps|' || cast(load as varchar) || '|' || cast(most as varchar) as why
    from limited
)

select * from the_answer
