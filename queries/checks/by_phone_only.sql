-- V9: to whom does a rule owe visits in person every quarter or oftener (a call does not count), and yet all of $least contacts
-- or more were by telephone or video? Looks back $days days. One row a person.
with

owed as (
    select distinct m.subject_id
    from memberships as m
    inner join contact_rules as r on m.group_id = r.group_id
    inner join people as p on m.subject_id = p.person_id
    where r.duty = 'visit' and not r.phone and r.period in ('week', 'month', 'quarter')
        and (r.risk is null or r.risk = p.risk)
        and (r.from_age is null or p.birth_date <= cast($as_of as date) - to_years(r.from_age))
        and m.from_on <= cast($as_of as date) and m.to_on > cast($as_of as date)
),

counted as (
    select
        person_id, arg_max(unit_id, on_day) as unit_id, max(on_day) as on_day, count(*) as contacts,
        sum(case when kind in ('phone', 'video') then 0 else 1 end) as in_person
    from contacts
    where on_day <= cast($as_of as date) and on_day > cast($as_of as date) - cast($days as integer)
    group by person_id
),

the_answer as (
    select
        cast(c.person_id as varchar) as case_key, c.person_id as subject_id, c.unit_id, c.on_day, cast(null as varchar) as by_name,
        cast(c.contacts as varchar) as why
    from counted as c
    inner join owed as o on c.person_id = o.subject_id
    where c.in_person = 0 and c.contacts >= cast($least as integer)
)

select * from the_answer
