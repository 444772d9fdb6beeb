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
select helper_id, 'helper', name, unit_id, null, null, null, null, phone, null from base.helpers
union all
select activity_id, 'activity', coalesce(title, text), unit_id, null, null, null, null, null, null from base.activities
union all
select facility_id, 'facility', arg_max(name, from_on), unit_id, null, null, null, null, arg_max(phone, from_on), null
from base.facilities group by facility_id, unit_id
union all
select distinct place_id, 'place', place, unit_id, null, null, null, null, null, null from base.safety
union all
select subject_key('unit|' || unit_id), 'unit', name, unit_id, null, null, null, null, responsible_phone, null from base.units
union all
-- Rows that name somebody whom no roster names stand for that name, so that a list can show them.
select distinct subject_key('unlisted|' || name || '|' || coalesce(unit_id, '')), 'unlisted', name, unit_id, null, null, null, null, null, null
from base.unmatched;

-- Whose household is which: by their rosters, and by the relief and house ledgers that name them for a household.
create table base.household_members as
select person_id, household_id from base.people where household_id is not null
union
select person_id, subject_key('household|' || household_key) from base.row_household where person_id is not null;

-- Which ledger and row each subject's facts came from.
create table base.sources as
select s.person_id as subject_id, s.batch_id, s.sheet, s.row_no, s.kind
from base.statements as s
where s.person_id is not null and s.kind <> 'contacts'
union
select subject_key('household|' || h.household_key), s.batch_id, s.sheet, s.row_no, s.kind
from base.statements as s inner join base.row_household as h on s.ord = h.ord;

-- Who may be one person: the same name in one village, one of them without ID, and nothing that speaks against it.
-- Shown for a decision; never merged silently.
create table base.possible_matches as
select a.person_id, b.person_id as other_id, a.unit_id
from base.people as a
inner join base.people as b on a.name = b.name and a.unit_id = b.unit_id
where a.id_no is null
    and (b.id_no is not null or a.person_id < b.person_id)
    and a.person_id <> b.person_id
    and (a.team is null or b.team is null or a.team = b.team)
    and (a.gender is null or b.gender is null or a.gender = b.gender)
    and coalesce(abs(year(a.birth_date) - year(b.birth_date)) <= 1, true)
    and not exists (
        select 1 from base.decisions as d
        where (d.person_id = a.person_id and d.other_id = b.person_id) or (d.person_id = b.person_id and d.other_id = a.person_id)
    );
