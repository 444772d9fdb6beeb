-- What does this person's file lack on $as_of? One row a field that the person's groups ask for (definitions/files.toml)
-- and no ledger has filled, in the order of the rules.
select r.field
from memberships as m
inner join file_rules as r on m.group_id = r.group_id
left join filled as f
    on m.subject_id = f.person_id and r.field = f.field and f.from_on <= cast($as_of as date)
where m.subject_id = $person and m.from_on <= cast($as_of as date) and m.to_on > cast($as_of as date)
    and f.person_id is null
group by r.field
order by min(r.place), r.field
