-- One row a person whom a roster names, with the last that any roster said; where they belong; of whom nobody knows.

-- Rows that speak of somebody who is on no roster: kept and shown as to be verified, never lost.
create table base.unmatched as
select s.batch_id, s.row_id, s.kind, s.sheet, s.row_no, coalesce(s.unit_id, s.class_unit_id) as unit_id, s.who_name as name
from base.statements as s
where s.person_id is null and s.who_name is not null and s.kind in ('pairing', 'contacts');

create table base.stays as
-- Where a person belongs, by branch (village; class), from when to when: a later ledger that names another place moves them.
with seen as (
    select s.person_id, s.ord, s.ledger_on, 'village' as branch, s.unit_id
    from base.statements as s
    where s.kind = 'roster' and s.person_id is not null and s.unit_id is not null
    union all
    select s.person_id, s.ord, s.ledger_on, 'class' as branch, s.class_unit_id
    from base.statements as s
    where s.kind = 'roster' and s.person_id is not null and s.class_unit_id is not null
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
        s.person_id,
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
    where s.person_id is not null
    group by s.person_id
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
