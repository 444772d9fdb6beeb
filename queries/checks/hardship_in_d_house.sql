-- W4: which person in extreme hardship supported at home is of a household with a house graded D that is not safe? One row a person.
with

open_houses as (
    select household_id, min(found_on) as found_on from houses
    where grade = 'D' and found_on <= cast($as_of as date) and coalesce(lived_in, true)
        and coalesce(least(coalesce(safe_on, resettled_on), coalesce(resettled_on, safe_on)), date '9999-12-31') > cast($as_of as date)
    group by household_id
),

the_answer as (
    select
        cast(p.person_id as varchar) as case_key, p.person_id as subject_id, p.unit_id,
        min(o.found_on) as on_day, cast(null as varchar) as by_name, cast(min(o.found_on) as varchar) as why
    from memberships as m
    inner join people as p on m.subject_id = p.person_id
    inner join household_members as h on p.person_id = h.person_id
    inner join open_houses as o on h.household_id = o.household_id
    where m.group_id = 'hardship_home' and m.from_on <= cast($as_of as date) and m.to_on > cast($as_of as date)
    group by p.person_id, p.unit_id
)

select * from the_answer
