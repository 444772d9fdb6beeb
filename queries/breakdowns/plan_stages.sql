-- How far are the stages of pupils' plans? One row a pupil on the roll and stage of a plan made by $as_of (of the year
-- before it); x = done, overdue or to_come, series = kind of plan.
with

on_roll as (
    select distinct subject_id from memberships
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

the_answer as (
    select
        p.person_id as subject_id, q.unit_id, q.class_id,
        case
            when p.done_on <= cast($as_of as date) then 'done'
            when p.due_on < cast($as_of as date) then 'overdue'
            else 'to_come'
        end as x,
        p.kind as series, 1 as amount
    from plans as p
    inner join people as q on p.person_id = q.person_id
    inner join on_roll as o on p.person_id = o.subject_id
    where p.stage <> '' and p.made_on <= cast($as_of as date) and date_diff('day', p.made_on, cast($as_of as date)) <= 366
)

select * from the_answer
