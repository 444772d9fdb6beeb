-- Who are the helpers of the people on the roll on $as_of? One row an active pairing; x = kind of helper.
with

on_roll as (
    select distinct subject_id from memberships
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

the_answer as (
    select q.person_id as subject_id, q.unit_id, q.class_id, h.kind as x, '' as series, 1 as amount
    from pairings as p
    inner join helpers as h on p.helper_id = h.helper_id
    inner join people as q on p.person_id = q.person_id
    inner join on_roll as o on p.person_id = o.subject_id
    where p.from_on <= cast($as_of as date) and p.to_on > cast($as_of as date)
)

select * from the_answer
