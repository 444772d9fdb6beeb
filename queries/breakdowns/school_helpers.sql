-- Who helps the pupils of each school? One row a child on the roll in a class and helper on $as_of; x = the school,
-- series = kind of helper (teacher mother, proxy mother …), nobody for a child without one.
with

on_roll as (
    select distinct m.subject_id
    from memberships as m
    inner join file_rules as r on m.group_id = r.group_id and r.field = 'guardian_name'
    where m.from_on <= cast($as_of as date) and m.to_on > cast($as_of as date)
),

paired as (
    select p.person_id, h.kind
    from pairings as p
    inner join helpers as h on p.helper_id = h.helper_id
    where p.from_on <= cast($as_of as date) and p.to_on > cast($as_of as date)
),

the_answer as (
    select
        o.subject_id, p.unit_id, p.class_id,
        c.parent_id as x, coalesce(g.kind, 'nobody') as series, 1 as amount
    from on_roll as o
    inner join people as p on o.subject_id = p.person_id
    inner join stays as s on o.subject_id = s.person_id and s.branch = 'class'
    inner join units as c on s.unit_id = c.unit_id
    left join paired as g on o.subject_id = g.person_id
    where s.from_on <= cast($as_of as date) and s.to_on > cast($as_of as date) and c.parent_id is not null
)

select * from the_answer
