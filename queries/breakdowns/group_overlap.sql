-- Who is in two groups at once on $as_of? One row a person and pair of groups; x = series: the group itself.
with

memberships_then as (
    select distinct subject_id, group_id from memberships
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

the_answer as (
    select a.subject_id, p.unit_id, p.class_id, a.group_id as x, b.group_id as series, 1 as amount
    from memberships_then as a
    inner join memberships_then as b on a.subject_id = b.subject_id
    inner join people as p on a.subject_id = p.person_id
)

select * from the_answer
