-- Rosters know people by their keys. Two names that a clerk has said to be one person are one (care/matching.py).
create temp table roll as
select k.person_key, k.who_name, k.who_id, k.unit_id, k.class_unit_id, k.team, coalesce(d.other_id, k.key_id) as person_id
from (
    select *, subject_key('person|' || person_key) as key_id
    from (select distinct person_key, who_name, who_id, unit_id, class_unit_id, team from keyed where kind = 'roster' and person_key is not null)
) as k
left join base.decisions as d on k.key_id = d.person_id and d.same;
