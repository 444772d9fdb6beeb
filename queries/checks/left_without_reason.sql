-- R3: who was in the last ledger and is gone from the unit's complete roll, without day or reason? Whoever had come to
-- the age at which the group ends needs none. Looks back $days days.
-- One row a person and group.
with

the_answer as (
    select
        cast(m.subject_id as varchar) || '|' || m.group_id as case_key, m.subject_id, coalesce(p.unit_id, p.class_id) as unit_id,
        m.to_on as on_day, cast(null as varchar) as by_name, m.group_id || '|' || cast(m.to_on as varchar) as why
    from memberships as m
    inner join people as p on m.subject_id = p.person_id
    left join group_ages as g on m.group_id = g.group_id
    where coalesce(p.birth_date + to_years(g.below) > m.to_on, true) and m.left_reason = 'not_listed'
        and m.to_on <= cast($as_of as date) and m.to_on > cast($as_of as date) - cast($days as integer)
)

select * from the_answer
