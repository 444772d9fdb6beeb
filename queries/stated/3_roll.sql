-- Rosters know people by their keys. Two names that a clerk has said to be one person are one (care/matching.py).
create temp view rosters as
select person_key, who_name, who_id, unit_id, class_unit_id, team
from keyed where kind = 'roster' and person_key is not null;

create temp table known_keys as
select k.person_key, coalesce(d.other_id, k.key_id) as person_id
from (
    select person_key, subject_key('person|' || person_key) as key_id
    from (select distinct person_key from rosters)
) as k
left join base.decisions as d on k.key_id = d.person_id and d.same;
