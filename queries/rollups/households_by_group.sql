,
-- Households of the people counted in each group: they do not add up, one household may stand in several.
people_mine as (
    select distinct m.subject_id, g.group_id as key
    from mine as m
    inner join (
        select distinct subject_id, group_id from subject_groups
        where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
    ) as g on m.subject_id = g.subject_id
)

select m.key, count(distinct p.household_id) as households
from people_mine as m
inner join people as p on m.subject_id = p.person_id
group by m.key order by m.key
