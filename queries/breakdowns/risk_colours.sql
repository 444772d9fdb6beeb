-- How many children have which colour of risk? One row a child on the roll with a colour on $as_of.
select
    p.person_id as subject_id, p.unit_id, p.class_id,
    r.risk as x, 'children' as series, 1 as amount
from risks as r
inner join people as p on r.person_id = p.person_id
where r.from_on <= cast($as_of as date) and r.to_on > cast($as_of as date)
    and r.person_id in (
        select subject_id from memberships
        where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
    )
