-- B3: which helper is paired with $people people or more, and with at least $share % of those paired in a unit?
-- One row a person; a case is helper and unit.
with

paired_then as (
    select p.person_id, p.helper_id, p.unit_id
    from pairings as p
    where p.from_on <= cast($as_of as date) and p.to_on > cast($as_of as date)
),

paired as (
    select unit_id, count(distinct person_id) as paired from paired_then group by unit_id
),

counted as (
    select t.unit_id, t.helper_id, count(distinct t.person_id) as people, any_value(p.paired) as paired
    from paired_then as t
    inner join paired as p on t.unit_id = p.unit_id
    group by t.unit_id, t.helper_id
),

the_answer as (
    select
        cast(c.helper_id as varchar) || '|' || c.unit_id as case_key, p.person_id as subject_id, p.unit_id,
        cast(null as date) as on_day, h.name as by_name,
        h.name || '|' || cast(c.people as varchar) || '|' || cast(c.paired as varchar) as why
    from counted as c
    inner join paired_then as p on c.helper_id = p.helper_id and c.unit_id = p.unit_id
    inner join helpers as h on c.helper_id = h.helper_id
    where c.people >= cast($people as integer) and c.people * 100 >= cast($share as integer) * c.paired
)

select * from the_answer
