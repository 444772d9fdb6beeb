-- What tallies are counted by: units as numbers ('' = everything is one, too), and groups as bits of a number.

create temp table unit_numbers as
select unit_id, cast(row_number() over (order by unit_id) as integer) as unit_no
from (select above_id as unit_id from base.unit_above union select unit_id from base.unit_above);

create temp table numbers_above as
select o.unit_no, t.unit_no as above_no
from base.unit_above as u
inner join unit_numbers as o on u.unit_id = o.unit_id
inner join unit_numbers as t on u.above_id = t.unit_id;

create temp table owed (as_of date, subject_id bigint, unit_no integer, duty varchar, met boolean);
create temp table group_bits (group_id varchar, bit bigint);
create temp table groups_then (as_of date, subject_id bigint, groups bigint);
