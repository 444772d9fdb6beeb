-- Which fields are blank most often? One row a person and field that the person's groups ask for and no roster gives.
with

asked as (
    select distinct m.subject_id, r.field
    from memberships as m
    inner join file_rules as r on m.group_id = r.group_id
    where m.from_on <= cast($as_of as date) and m.to_on > cast($as_of as date)
),

the_answer as (
    select a.subject_id, p.unit_id, p.class_id, a.field as x, 'blank' as series, 1 as amount
    from asked as a
    inner join people as p on a.subject_id = p.person_id
    left join filled as f
        on a.subject_id = f.person_id and a.field = f.field and f.from_on <= cast($as_of as date)
    where f.person_id is null
)

select * from the_answer
