-- R3, the reverse: who is in a later ledger, was in no earlier one, and no ledger says since when? Looks back $days days.
-- One row a person and group.
with

recent as (
    select subject_id, group_id, from_on from memberships
    where from_on <= cast($as_of as date) and from_on > cast($as_of as date) - cast($days as integer)
        and to_on > cast($as_of as date)
),

dated as (
    select distinct person_id, unnest(string_split(groups, ',')) as group_id
    from statements
    where kind = 'roster' and since is not null and ledger_on <= cast($as_of as date)
),

the_answer as (
    select
        cast(m.subject_id as varchar) || '|' || m.group_id as case_key, m.subject_id, coalesce(p.unit_id, p.class_id) as unit_id,
        m.from_on as on_day, cast(null as varchar) as by_name, m.group_id || '|' || cast(m.from_on as varchar) as why
    from recent as m
    inner join people as p on m.subject_id = p.person_id
    left join dated as d on m.subject_id = d.person_id and m.group_id = d.group_id
    where d.person_id is null
)

select * from the_answer
