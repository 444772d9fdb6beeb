-- Does everyone who needs one have a helper? One row a person (of a group that needs a helper) and branch on $as_of.
-- Met: a pairing with a named helper that has begun and not ended on the day (domain.md 4.3, B1, B3).
with

needing as (
    select m.subject_id, min(m.from_on) as from_on
    from memberships as m
    inner join helper_groups as g on m.group_id = g.group_id
    where m.from_on <= cast($as_of as date) and m.to_on > cast($as_of as date)
    group by m.subject_id
),

pairings_then as (
    select p.person_id, max(p.from_on) as from_on, max(h.name) as helper_name
    from pairings as p
    inner join helpers as h on p.helper_id = h.helper_id
    where p.from_on <= cast($as_of as date) and p.to_on > cast($as_of as date)
    group by p.person_id
),

pairings_before as (
    select person_id, max(to_on) as ended_on from pairings
    where to_on <= cast($as_of as date)
    group by person_id
),

stays_then as (
    select person_id, unit_id from stays
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

the_answer as (
    select
        n.subject_id, '' as duty, s.unit_id,
        p.person_id is not null as met,
        coalesce(b.ended_on, case when n.from_on > date '1900-01-01' then n.from_on end) as due_on,
        case when p.from_on > date '1900-01-01' then p.from_on end as done_on,
        coalesce(p.helper_name, u.responsible_name) as responsible,
        case
            when p.person_id is not null then 'paired|' || p.helper_name
            when b.ended_on is not null then 'pairing_ended|' || cast(b.ended_on as varchar)
            else 'unpaired'
        end as why
    from needing as n
    inner join stays_then as s on n.subject_id = s.person_id
    left join units as u on s.unit_id = u.unit_id
    left join pairings_then as p on n.subject_id = p.person_id
    left join pairings_before as b on n.subject_id = b.person_id
)

select * from the_answer
