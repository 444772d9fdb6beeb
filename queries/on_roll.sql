-- Who is on the roll? One row a person and branch (village; class of a pupil) on $as_of.
-- On the roll: member of a group by a ledger, not left, not dead (domain.md 4.1).
with

memberships_then as (
    select subject_id, min(from_on) as from_on
    from memberships
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
    group by subject_id
),

stays_then as (
    select person_id, unit_id from stays
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

the_answer as (
    select
        m.subject_id, '' as duty, s.unit_id, true as met,
        cast(null as date) as due_on,
        case when m.from_on > date '1900-01-01' then m.from_on end as done_on,
        cast(null as varchar) as responsible, 'on_roll' as why
    from memberships_then as m
    inner join stays_then as s on m.subject_id = s.person_id
)

select * from the_answer
