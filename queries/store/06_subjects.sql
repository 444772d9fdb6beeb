-- Everybody and everything that a list can show, with what the list shows of it.

create table base.subjects as
select person_id as subject_id, 'person' as kind, name, coalesce(unit_id, class_id) as unit_id, class_id, team, gender, birth_date, phone, id_no
from base.people
union all
select household_id, 'household', head_name, unit_id, null, null, null, null, phone, null from base.households
union all
select h.house_id, 'house', o.head_name, h.unit_id, null, null, null, null, o.phone, null
from base.houses as h left join base.households as o on h.household_id = o.household_id
union all
select helper_id, 'helper', name, unit_id, null, null, null, null, phone, null from base.helpers;

-- Which ledger and row each subject's facts came from.
create table base.sources as
select r.person_id as subject_id, s.batch_id, s.sheet, s.row_no, s.kind
from base.statements as s inner join base.row_person as r on s.ord = r.ord
where r.person_id is not null and s.kind <> 'contacts'
union
select subject_key('household|' || h.household_key), s.batch_id, s.sheet, s.row_no, s.kind
from base.statements as s inner join base.row_household as h on s.ord = h.ord;
