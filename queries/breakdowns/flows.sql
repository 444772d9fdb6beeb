-- Who came and who left in the twelve months up to $as_of? One row a person and move; x = month, series = joined or left.
-- Joined: first membership begins. Left: the last membership ends and none follows.
with

whole as (
    select subject_id, min(from_on) as from_on, max(to_on) as to_on, max(left_reason) as left_reason
    from memberships group by subject_id
),

moves as (
    select subject_id, from_on as on_day, 'joined' as series from whole
    union all
    select subject_id, to_on as on_day, 'left' as series from whole
),

the_answer as (
    select
        m.subject_id, p.unit_id, p.class_id,
        substr(cast(m.on_day as varchar), 1, 7) as x, m.series, 1 as amount
    from moves as m
    inner join people as p on m.subject_id = p.person_id
    where m.on_day <= cast($as_of as date)
        and date_diff('month', m.on_day, cast($as_of as date)) < 12
)

select * from the_answer
