-- In which groups is each subject on $as_of? One row a subject; its groups as bits.
select g.subject_id, bit_or(b.bit) as groups
from subject_groups as g
inner join {bits} as b on g.group_id = b.group_id
where g.from_on <= cast($as_of as date) and g.to_on > cast($as_of as date)
group by g.subject_id
