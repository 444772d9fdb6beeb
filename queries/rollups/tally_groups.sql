-- In which groups is each subject at a month-end?
insert into groups_then
select cast($as_of as date), g.subject_id, bit_or(b.bit)
from subject_groups as g
inner join group_bits as b on g.group_id = b.group_id
where g.from_on <= cast($as_of as date) and g.to_on > cast($as_of as date)
group by g.subject_id
