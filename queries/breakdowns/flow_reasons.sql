-- Who entered, left and changed in the twelve months up to $as_of, and why? One row a person and move; x = month,
-- series = joined, left.REASON (as ledgers say it), changed.group (a group more or less while still on the roll),
-- changed.colour or changed.place (moved within reach).
with

whole as (
    select subject_id, min(from_on) as from_on, max(to_on) as to_on, max(left_reason) as left_reason
    from memberships group by subject_id
),

moves as (
    select subject_id, from_on as on_day, 'joined' as series from whole
    union all
    select subject_id, to_on, 'left.' || coalesce(left_reason, 'left') from whole
    union all
    select m.subject_id, m.from_on, 'changed.group'
    from memberships as m
    inner join whole as w on m.subject_id = w.subject_id
    where m.from_on > w.from_on and m.from_on < w.to_on
    union all
    select m.subject_id, m.to_on, 'changed.group'
    from memberships as m
    inner join whole as w on m.subject_id = w.subject_id
    where m.to_on < w.to_on
    union all
    select person_id, from_on, 'changed.colour' from risks where risk_before is not null
    union all
    select person_id, from_on, 'changed.place' from stays where from_on > cast('1900-01-01' as date)
),

the_answer as (
    select distinct
        m.subject_id, p.unit_id, p.class_id,
        substr(cast(m.on_day as varchar), 1, 7) as x, m.series, 1 as amount
    from moves as m
    inner join people as p on m.subject_id = p.person_id
    where m.on_day <= cast($as_of as date)
        and date_diff('month', m.on_day, cast($as_of as date)) < 12
)

select * from the_answer
