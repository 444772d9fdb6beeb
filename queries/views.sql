-- The row wall: the only names that questions use. These are for whoever may see the whole store, and hold nothing until
-- a cursor says so ('whole'): a true constant folds away and leaves a bare scan, a subquery would stay in every plan.
-- Whoever may see less has views_of_some.sql before these.

create view units as select * from base.units where getvariable('whole');
create view people as select * from base.people where getvariable('whole');
create view stays as select * from base.stays where getvariable('whole');
create view memberships as select * from base.memberships where getvariable('whole');
create view households as select * from base.households where getvariable('whole');
create view pairings as select * from base.pairings where getvariable('whole');
create view helpers as select * from base.helpers where getvariable('whole');
create view contacts as select * from base.contacts where getvariable('whole');
create view absences as select * from base.absences where getvariable('whole');
create view relief as select * from base.relief where getvariable('whole');
create view houses as select * from base.houses where getvariable('whole');
create view activities as select * from base.activities where getvariable('whole');
create view facilities as select * from base.facilities where getvariable('whole');
create view filled as select * from base.filled where getvariable('whole');
create view updates as select * from base.updates where getvariable('whole');
create view letters as select * from base.letters where getvariable('whole');
create view risks as select * from base.risks where getvariable('whole');
create view plans as select * from base.plans where getvariable('whole');
create view diaries as select * from base.diaries where getvariable('whole');
create view safety as select * from base.safety where getvariable('whole');
create view calls as select * from base.calls where getvariable('whole');
create view responsibles as select * from base.responsibles where getvariable('whole');
create view handed_in as select * from base.handed_in where getvariable('whole');
create view subjects as select * from base.subjects where getvariable('whole');
create view subject_groups as select * from base.subject_groups where getvariable('whole');
create view household_members as select * from base.household_members where getvariable('whole');
create view possible_matches as select * from base.possible_matches where getvariable('whole');
create view sources as select * from base.sources where getvariable('whole');
create view batches as
select batch_id, file, kinds, ledger_on, covers_to, complete, imported_at from base.batches where getvariable('whole');
create view tallies as select * from base.tallies where getvariable('whole');
create view statements as
select * from base.statements where getvariable('whole');
create view row_problems as select * from base.row_problems where getvariable('whole');
create view doubted_totals as select * from base.doubted_totals where getvariable('whole');
create view relief_families as select * from base.relief_families where getvariable('whole');
create view alike_texts as select * from base.alike_texts where getvariable('whole');
create view unmatched as
select subject_key('unlisted|' || name || '|' || coalesce(unit_id, '')) as subject_id, * from base.unmatched
where getvariable('whole');

-- Rules and the calendar are no secret.
create view contact_rules as select * from base.contact_rules;
create view duty_kinds as select * from base.duty_kinds;
create view periods as select * from base.periods;
create view relief_items as select * from base.relief_items;
create view submissions as select * from base.submissions;
create view file_rules as select * from base.file_rules;
create view file_lists as select * from base.file_lists;
create view activity_rules as select * from base.activity_rules;
create view answer_rules as select * from base.answer_rules;
create view helper_groups as select * from base.helper_groups;
create view records as select * from base.records;
create view group_ages as select * from base.group_ages;
create view exclusive_groups as select * from base.exclusive_groups;
create view inspections as select * from base.inspections;
create view holidays as select * from base.holidays;
