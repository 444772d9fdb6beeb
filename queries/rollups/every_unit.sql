,
-- How many subjects each unit has itself; nobody counts twice within a unit.
select unit_id as key, cast(count(distinct subject_id) as integer) as n from mine group by unit_id order by unit_id
