-- The row wall: the only names that questions use. A cursor sees what its scope variables say; unset, nothing.
-- scope_all: true = the whole store; scope_units: every unit id of the asker's subtrees.

create view units as select * from base.units
where getvariable('scope_all') or unit_id in (select unnest(getvariable('scope_units')));

create view people as select * from base.people
where getvariable('scope_all')
    or unit_id in (select unnest(getvariable('scope_units')))
    or class_id in (select unnest(getvariable('scope_units')));

create view stays as select * from base.stays
where getvariable('scope_all') or unit_id in (select unnest(getvariable('scope_units')));

create view memberships as select * from base.memberships
where getvariable('scope_all') or subject_id in (select person_id from people);

create view households as select * from base.households
where getvariable('scope_all') or unit_id in (select unnest(getvariable('scope_units')));

create view pairings as select * from base.pairings
where getvariable('scope_all') or person_id in (select person_id from people);

-- A unit's helpers, and whoever else helps somebody the asker may see: a pupil's helper may be of the village.
create view helpers as select * from base.helpers
where getvariable('scope_all')
    or unit_id in (select unnest(getvariable('scope_units')))
    or helper_id in (select helper_id from pairings);

create view contacts as select * from base.contacts
where getvariable('scope_all')
    or unit_id in (select unnest(getvariable('scope_units')))
    or class_id in (select unnest(getvariable('scope_units')));

create view absences as select * from base.absences
where getvariable('scope_all') or person_id in (select person_id from people);

create view relief as select * from base.relief
where getvariable('scope_all') or unit_id in (select unnest(getvariable('scope_units')));

create view houses as select * from base.houses
where getvariable('scope_all') or unit_id in (select unnest(getvariable('scope_units')));

create view activities as select * from base.activities
where getvariable('scope_all') or unit_id in (select unnest(getvariable('scope_units')));

create view facilities as select * from base.facilities
where getvariable('scope_all') or unit_id in (select unnest(getvariable('scope_units')));

create view filled as select * from base.filled
where getvariable('scope_all') or person_id in (select person_id from people);

create view updates as select * from base.updates
where getvariable('scope_all') or person_id in (select person_id from people);

create view letters as select * from base.letters
where getvariable('scope_all') or person_id in (select person_id from people);

create view risks as select * from base.risks
where getvariable('scope_all') or person_id in (select person_id from people);

create view plans as select * from base.plans
where getvariable('scope_all') or person_id in (select person_id from people);

create view diaries as select * from base.diaries
where getvariable('scope_all') or person_id in (select person_id from people);

create view safety as select * from base.safety
where getvariable('scope_all') or unit_id in (select unnest(getvariable('scope_units')));

create view calls as select * from base.calls
where getvariable('scope_all') or unit_id in (select unnest(getvariable('scope_units')));

create view responsibles as select * from base.responsibles
where getvariable('scope_all') or unit_id in (select unnest(getvariable('scope_units')));

create view handed_in as select * from base.handed_in
where getvariable('scope_all') or unit_id in (select unnest(getvariable('scope_units')));

create view subjects as select * from base.subjects
where getvariable('scope_all')
    or unit_id in (select unnest(getvariable('scope_units')))
    or class_id in (select unnest(getvariable('scope_units')));

create view subject_groups as select * from base.subject_groups
where getvariable('scope_all') or subject_id in (select subject_id from subjects);

create view household_members as select * from base.household_members
where getvariable('scope_all') or person_id in (select person_id from people) and household_id in (select household_id from households);

create view possible_matches as select * from base.possible_matches
where getvariable('scope_all') or person_id in (select person_id from people);

create view sources as select * from base.sources
where getvariable('scope_all') or subject_id in (select subject_id from subjects);

-- Ledgers taken in, as “how is this computed” names them: those that speak of somebody the asker may see.
create view batches as select batch_id, file, kinds, ledger_on, covers_to, complete, imported_at from base.batches
where getvariable('scope_all') or batch_id in (select batch_id from sources);

create view tallies as select * from base.tallies
where getvariable('scope_all') or unit_id in (select unnest(getvariable('scope_units')));

-- Rules and the calendar are no secret.
create view contact_rules as select * from base.contact_rules;
create view duty_kinds as select * from base.duty_kinds;
create view periods as select * from base.periods;
create view relief_items as select * from base.relief_items;
create view submissions as select * from base.submissions;
create view file_rules as select * from base.file_rules;
create view activity_rules as select * from base.activity_rules;
create view answer_rules as select * from base.answer_rules;
create view helper_groups as select * from base.helper_groups;
create view records as select * from base.records;

-- For the checks: rosters' and other ledgers' own words, what the import reported, alike texts.
create view statements as
select s.*, p.person_id
from base.statements as s
left join base.row_person as p on s.ord = p.ord
where getvariable('scope_all')
    or s.unit_id in (select unnest(getvariable('scope_units')))
    or s.class_unit_id in (select unnest(getvariable('scope_units')));

create view row_problems as select * from base.row_problems
where getvariable('scope_all') or person_id in (select person_id from people);

create view doubted_totals as select * from base.doubted_totals
where getvariable('scope_all') or unit_id in (select unnest(getvariable('scope_units')));

create view relief_families as select * from base.relief_families
where getvariable('scope_all') or subject_id in (select household_id from households);

create view contact_alike as select * from base.contact_alike
where getvariable('scope_all') or contact_id in (select contact_id from contacts);

create view unmatched as
select subject_key('unlisted|' || name || '|' || coalesce(unit_id, '')) as subject_id, * from base.unmatched
where getvariable('scope_all') or unit_id in (select unnest(getvariable('scope_units')));

create view group_ages as select * from base.group_ages;
create view exclusive_groups as select * from base.exclusive_groups;
create view inspections as select * from base.inspections;
create view holidays as select * from base.holidays;
