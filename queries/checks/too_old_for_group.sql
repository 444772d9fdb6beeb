-- I7: who is too old for a group of children or young people? Ages from definitions/groups.toml (domain.md 4.1).
-- One row a person and group.
with

aged as (
    select
        m.subject_id, m.group_id, coalesce(p.unit_id, p.class_id) as unit_id,
        date_diff('year', p.birth_date, cast($as_of as date))
            - case when month(p.birth_date) * 100 + day(p.birth_date) > month(cast($as_of as date)) * 100 + day(cast($as_of as date)) then 1 else 0 end as age
    from memberships as m
    inner join people as p on m.subject_id = p.person_id
    where m.from_on <= cast($as_of as date) and m.to_on > cast($as_of as date)
),

the_answer as (
    select
        cast(a.subject_id as varchar) || '|' || a.group_id as case_key, a.subject_id, a.unit_id,
        cast(null as date) as on_day, cast(null as varchar) as by_name,
        a.group_id || '|' || cast(a.age as varchar) || '|' || cast(g.below as varchar) as why
    from aged as a
    inner join group_ages as g on a.group_id = g.group_id
    where a.age >= g.below
)

select * from the_answer
