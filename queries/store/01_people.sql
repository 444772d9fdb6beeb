-- Who is who: one row a person whom a roster names (base.people_seen), and which person each ledger row speaks of.
-- A person is known by ID, else by school-register number, else by name + unit + team (domain.md 2.0).
-- A row without ID that is no roster finds its person by name and unit only where exactly one fits; never a guess.

create table base.row_person as
with keyed as (
    select
        ord, batch_id, row_id, kind, unit_id, class_unit_id, who_name, who_id, team,
        case
            when who_id is not null then 'id|' || who_id
            when student_no is not null then 'sn|' || student_no
            else 'nm|' || who_name || '|' || coalesce(unit_id, class_unit_id, '') || '|' || coalesce(team, '')
        end as person_key
    from base.statements
    where who_name is not null and kind not in ('units')
),
-- Two names that a clerk has said to be one person are one (care/matching.py).
named as materialized (
    select k.*, coalesce(d.other_id, subject_key('person|' || k.person_key)) as own_id
    from keyed as k
    left join base.decisions as d on d.person_id = subject_key('person|' || k.person_key) and d.same
),
roll as (
    select own_id as person_id, person_key, who_name, who_id, unit_id, class_unit_id, team
    from named where kind = 'roster'
),
-- Rosters know people by their keys; only other ledgers look for them by name.
sought as (select distinct who_name from named where kind <> 'roster'),
by_name as (
    select
        who_name, place,
        min(person_id) as person_id,
        max(who_id) as who_id
    from (
        select distinct person_id, who_name, who_id, unnest([unit_id, class_unit_id, '']) as place from roll
        where who_name in (select who_name from sought)
    )
    where place is not null
    group by who_name, place
    having count(distinct person_id) = 1
),
by_team as (
    select
        who_name, unit_id, team,
        min(person_id) as person_id,
        max(who_id) as who_id
    from roll
    where team is not null and who_name in (select who_name from sought)
    group by who_name, unit_id, team
    having count(distinct person_id) = 1
),
known as (select distinct person_id from roll)
select
    n.ord, n.batch_id, n.row_id,
    coalesce(
        k.person_id,
        case when n.who_id is null or t.who_id is null then t.person_id end,
        case when n.who_id is null or b.who_id is null then b.person_id end
    ) as person_id
from named as n
left join known as k on n.own_id = k.person_id
left join by_team as t
    on n.kind <> 'roster' and n.who_name = t.who_name and n.unit_id = t.unit_id and n.team = t.team
left join by_name as b
    on n.kind <> 'roster' and n.who_name = b.who_name and coalesce(n.unit_id, n.class_unit_id, '') = b.place;

-- Rows that speak of somebody who is on no roster: kept and shown as to be verified, never lost.
create table base.unmatched as
select s.batch_id, s.row_id, s.kind, s.sheet, s.row_no, coalesce(s.unit_id, s.class_unit_id) as unit_id, s.who_name as name
from base.statements as s
inner join base.row_person as p on s.ord = p.ord
where p.person_id is null and s.kind in ('pairing', 'contacts');

create table base.stays as
-- Where a person belongs, by branch (village; class), from when to when: a later ledger that names another place moves them.
with seen as (
    select p.person_id, s.ord, s.ledger_on, 'village' as branch, s.unit_id
    from base.statements as s inner join base.row_person as p on s.ord = p.ord
    where s.kind = 'roster' and p.person_id is not null and s.unit_id is not null
    union all
    select p.person_id, s.ord, s.ledger_on, 'class' as branch, s.class_unit_id
    from base.statements as s inner join base.row_person as p on s.ord = p.ord
    where s.kind = 'roster' and p.person_id is not null and s.class_unit_id is not null
),
compared as (
    select *, lag(unit_id) over (partition by person_id, branch order by ord) as place_before from seen
),
changes as (
    select
        person_id, branch, unit_id, ord,
        case when place_before is null then date '1900-01-01' else ledger_on end as from_on
    from compared
    where place_before is null or place_before <> unit_id
)
select
    person_id, branch, unit_id, from_on,
    coalesce(lead(from_on) over (partition by person_id, branch order by ord), date '9999-12-31') as to_on
from changes;

-- A household is the head that a ledger names; without one, the people of one village at one numbered address.
create table base.people_seen as
with people_told as (
    -- The last thing that any roster said of each field.
    select
        p.person_id,
        arg_max(s.who_name, s.ord) as name,
        arg_max(s.who_id, s.ord) as id_no,
        arg_max(s.student_no, s.ord) as student_no,
        coalesce(
            arg_max(s.gender, s.ord),
            -- digit 17 of an ID: odd = male (domain.md 8)
            case try_cast(substr(arg_max(s.who_id, s.ord), 17, 1) as integer) % 2 when 1 then 'male' when 0 then 'female' end
        ) as gender,
        coalesce(
            arg_max(s.birth_date, s.ord),
            try_cast(substr(arg_max(s.who_id, s.ord), 7, 4) || '-' || substr(arg_max(s.who_id, s.ord), 11, 2) || '-' || substr(arg_max(s.who_id, s.ord), 13, 2) as date),
            cast(arg_max(s.ledger_on - s.age * interval 1 year, s.ord) as date)
        ) as birth_date,
        arg_max(s.phone, s.ord) as phone,
        arg_max(s.address, s.ord) as address,
        arg_max(s.team, s.ord) as team,
        arg_max(s.health, s.ord) as health,
        try_cast(arg_max(s.disability_level, s.ord) as integer) as disability_level,
        arg_max(s.schooling, s.ord) as schooling,
        arg_max(s.boarding, s.ord) as boarding,
        arg_max(s.risk, s.ord) as risk,
        arg_max(s.guardian_name, s.ord) as guardian_name,
        arg_max(s.guardian_relation, s.ord) as guardian_relation,
        arg_max(s.guardian_phone, s.ord) as guardian_phone,
        arg_max(s.died_on, s.ord) as died_on,
        arg_max(s.unit_id, s.ord) as village_id,
        arg_max(s.head_key, s.ord) as head_key
    from (
        select
            *,
            case
                when head_id is not null then 'id|' || head_id
                when relation_to_head in ('户主', '本人', '本人/户主') and id_no is not null then 'id|' || id_no
                when head_name is not null then 'nm|' || head_name || '|' || coalesce(unit_id, '')
            end as head_key
        from base.statements
        where kind = 'roster'
    ) as s
    inner join base.row_person as p on s.ord = p.ord
    where p.person_id is not null
    group by p.person_id
),
addressed as materialized (
    select
        *,
        case when regexp_matches(address, '[0-9]') then coalesce(village_id, '') || '|' || regexp_replace(address, '\s', '', 'g') end as door
    from people_told
),
heads_at as (
    select door, min(head_key) as head_key from addressed
    where door is not null and head_key is not null
    group by door having count(distinct head_key) = 1
)
select a.* exclude (village_id, head_key, door), coalesce(a.head_key, h.head_key, 'at|' || a.door) as household_key
from addressed as a
left join heads_at as h on a.door = h.door;
