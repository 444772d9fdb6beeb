-- The row wall for whoever may see a part: some units' subtrees (scope_units), some groups (all_groups, scope_groups),
-- or figures without names (with_names). Made on the cursor of each asker, before the views of the whole, which hold
-- nothing for them. What is unset is not seen.

create temp macro in_units(unit) as getvariable('all_units') or list_contains(getvariable('scope_units'), unit);
create temp macro of_group(id) as getvariable('all_groups') or list_contains(getvariable('scope_groups'), id);
create temp macro in_groups(subject) as getvariable('all_groups') or subject in (select subject_id from base.subject_groups where of_group(group_id));
-- What a ledger or its sheet is called, and a category, may tell of a group (特困人员花名册.xlsx).
create temp macro called(word) as case when getvariable('all_groups') or word is null then word else '*' end;
-- 低保金 is for one scheme's people: whoever is due it is of that scheme.
create temp macro of_item(name) as getvariable('all_groups') or name is null
    or name not in (select item from base.relief_groups)
    or name in (select item from base.relief_groups where of_group(group_id));
create temp macro named(word) as case when getvariable('with_names') or word is null then word else '*' end;
-- A wording that fewer subjects share than the office lets be counted is a remark: it may hold a name.
create temp macro usual_reason(word) as word in ('died', 'left', 'moved', 'not_listed') or word in (
    select left_reason from base.memberships group by left_reason having count(distinct subject_id) >= (select few from base.meta)
);
create temp macro usual_category(word) as word in (
    select category from base.relief group by category having count(distinct subject_id) >= (select few from base.meta)
);

create temp view units as select * from base.units where in_units(unit_id);

create temp view people as
select * replace (
    named(name) as name, named(id_no) as id_no, named(student_no) as student_no, named(phone) as phone,
    named(address) as address, named(guardian_name) as guardian_name, named(guardian_phone) as guardian_phone,
    named(guardian_relation) as guardian_relation, named(schooling) as schooling,
    case when health like '%残疾%' and not getvariable('with_names') then '残疾' else named(health) end as health
)
from base.people
where (in_units(unit_id) or in_units(class_id)) and in_groups(person_id);

create temp view stays as select * from base.stays where in_units(unit_id) and in_groups(person_id);

-- Somebody who answers for some groups is not told of a person's others.
create temp view memberships as
select * replace (
    case when getvariable('with_names') or left_reason is null or usual_reason(left_reason) then left_reason else 'left' end
    as left_reason
)
from base.memberships
where subject_id in (select person_id from people) and of_group(group_id);

create temp view households as
select * replace (named(head_name) as head_name, named(address) as address, named(phone) as phone)
from base.households
where in_units(unit_id) and in_groups(household_id);

create temp view pairings as select * replace (named(end_reason) as end_reason) from base.pairings where person_id in (select person_id from people);

-- A unit's helpers, and whoever else helps somebody the asker may see: a pupil's helper may be of the village.
create temp view helpers as select * from base.helpers
where (getvariable('all_groups') and in_units(unit_id)) or helper_id in (select helper_id from pairings);

create temp view contacts as
select * replace (named(text) as text, named(met_whom) as met_whom, named(found_problem) as found_problem)
from base.contacts
where (in_units(unit_id) or in_units(class_id)) and in_groups(person_id);

create temp view absences as select * from base.absences where person_id in (select person_id from people);
create temp view relief as
select * replace (
    case when getvariable('all_groups') and (getvariable('with_names') or usual_category(category)) then category end as category,
    named(refused_reason) as refused_reason
)
from base.relief where in_units(unit_id) and in_groups(subject_id) and of_item(item);
create temp view houses as select * replace (named(resettled_to) as resettled_to) from base.houses where in_units(unit_id) and in_groups(household_id);
create temp view filled as select * from base.filled where person_id in (select person_id from people);
create temp view updates as select * from base.updates where person_id in (select person_id from people);
create temp view letters as select * from base.letters where person_id in (select person_id from people);
create temp view risks as select * from base.risks where person_id in (select person_id from people);
create temp view plans as
select * replace (named(text) as text, case when stage = '' then stage else named(stage) end as stage) from base.plans where person_id in (select person_id from people);
create temp view diaries as select * from base.diaries where person_id in (select person_id from people);

-- Of units, not of people.
create temp view activities as select * replace (named(text) as text) from base.activities where in_units(unit_id);
create temp view facilities as select * from base.facilities where in_units(unit_id);
create temp view safety as
select * replace (named(place) as place, named(fault) as fault, named(text) as text) from base.safety where in_units(unit_id);
create temp view calls as select * from base.calls where in_units(unit_id);
create temp view responsibles as select * from base.responsibles where in_units(unit_id);
create temp view handed_in as select * from base.handed_in where in_units(unit_id);

-- Helpers, facilities and units are named for their work. An activity may be called by its text, a place after its owner.
create temp view subjects as
select s.* replace (
    case when kind in ('helper', 'facility', 'unit') then name else named(name) end as name,
    case when kind in ('helper', 'facility', 'unit') then phone else named(phone) end as phone,
    named(id_no) as id_no
)
from base.subjects as s
where (in_units(unit_id) or in_units(class_id))
    and (getvariable('all_groups')
        or kind in ('activity', 'facility', 'place', 'unit')
        or subject_id in (
            select person_id from people
            union all select household_id from households
            union all select house_id from houses
            union all select helper_id from helpers
        ));

create temp view subject_groups as select * from base.subject_groups
where subject_id in (select subject_id from subjects) and of_group(group_id);

create temp view household_members as select * from base.household_members
where person_id in (select person_id from people) and household_id in (select household_id from households);

create temp view possible_matches as select * from base.possible_matches
where person_id in (select person_id from people) and other_id in (select person_id from people);

create temp view sources as select * replace (named(called(sheet)) as sheet) from base.sources where subject_id in (select subject_id from subjects);

-- Ledgers taken in, as “how is this computed” names them: those that speak of somebody the asker may see.
create temp view batches as
select batch_id, named(called(file)) as file, kinds, ledger_on, covers_to, complete, imported_at from base.batches
where batch_id in (select batch_id from sources);

-- Kept month-ends judge people by all their groups; whoever answers for some is answered anew.
create temp view tallies as select * from base.tallies where in_units(unit_id) and getvariable('all_groups');

-- For the checks, which are for those who may see names.
create temp view statements as
select
    s.* replace (
        called(sheet) as sheet,
        case when getvariable('all_groups') then relief_category end as relief_category,
        case
            when getvariable('all_groups') then groups
            else nullif(array_to_string(list_filter(string_split(groups, ','), lambda one: of_group(one)), ','), '')
        end as groups
    )
from base.statements as s
where getvariable('with_names')
    and (in_units(s.unit_id) or in_units(s.class_unit_id))
    and (getvariable('all_groups') or s.person_id in (select person_id from people))
    and of_item(s.relief_item);

create temp view row_problems as select * from base.row_problems
where getvariable('with_names') and person_id in (select person_id from people);

-- A total row counts a ledger's people of all groups.
create temp view doubted_totals as
select * replace (named(sheet) as sheet) from base.doubted_totals where in_units(unit_id) and getvariable('all_groups');
create temp view relief_families as select * from base.relief_families where subject_id in (select household_id from households);
create temp view alike_texts as select * from base.alike_texts where text_id in (select text_id from contacts);

create temp view unmatched as
select subject_key('unlisted|' || name || '|' || coalesce(unit_id, '')) as subject_id, * from base.unmatched
where in_units(unit_id) and getvariable('all_groups') and getvariable('with_names');
