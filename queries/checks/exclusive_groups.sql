-- I6: who is in two schemes that exclude each other (definitions/groups.toml, excludes)? One row a person and pair of schemes.
with

memberships_then as (
    select subject_id, group_id from memberships
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

the_answer as (
    select
        cast(a.subject_id as varchar) || '|' || e.group_id || '|' || e.other_id as case_key, a.subject_id,
        coalesce(p.unit_id, p.class_id) as unit_id, cast(null as date) as on_day, cast(null as varchar) as by_name,
        e.group_id || '|' || e.other_id as why
    from exclusive_groups as e
    inner join memberships_then as a on e.group_id = a.group_id
    inner join memberships_then as b on e.other_id = b.group_id and a.subject_id = b.subject_id
    inner join people as p on a.subject_id = p.person_id
)

select * from the_answer
