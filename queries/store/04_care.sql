-- Helpers, pairings and contacts, from whichever ledger states them.

create table base.pairings_stated as
select
    s.person_id,
    subject_key('helper|' || s.helper_name || '|' || coalesce(s.helper_phone, s.helper_unit, s.unit_id, '')) as helper_id,
    coalesce(p.unit_id, p.class_id) as unit_id,
    s.ord, s.ledger_on, s.helper_name, s.helper_phone, s.helper_kind, s.helper_unit,
    s.paired_on, s.unpaired_on, s.unpaired_reason, s.pairing_state
from base.statements as s
inner join base.people as p on s.person_id = p.person_id
where s.helper_name is not null;

create table base.helpers as
with charges as (
    select helper_id, unit_id, count(*) as n from base.pairings_stated where unit_id is not null group by helper_id, unit_id
),
-- A helper answers to the unit where most of their people are; of several, always the same one.
homes as (
    select helper_id, arg_max(unit_id, struct_pack(n := n, unit_id := unit_id)) as unit_id from charges group by helper_id
)
select
    p.helper_id,
    arg_max(p.helper_name, p.ord) as name,
    arg_max(p.helper_phone, p.ord) as phone,
    coalesce(arg_max(p.helper_kind, p.ord), 'other') as kind,
    arg_max(p.helper_unit, p.ord) as helper_unit,
    any_value(h.unit_id) as unit_id
from base.pairings_stated as p
left join homes as h on p.helper_id = h.helper_id
group by p.helper_id;

create table base.pairings as
with first_ledger as (
    select unit_id, min(ledger_on) as first_on from base.pairings_stated group by unit_id
),
stated as (
    select
        person_id, helper_id,
        arg_max(unit_id, ord) as unit_id,
        min(paired_on) as paired_on,
        min(ledger_on) as first_seen_on,
        arg_max(
            struct_pack(
                ended_on := case
                    when unpaired_on is not null then unpaired_on
                    when pairing_state = 'ended' or (pairing_state is null and unpaired_reason is not null) then ledger_on
                end,
                reason := unpaired_reason
            ), ord
        ) as last_word
    from base.pairings_stated
    group by person_id, helper_id
)
select
    s.person_id, s.helper_id, s.unit_id,
    coalesce(s.paired_on, case when s.first_seen_on > f.first_on then s.first_seen_on else date '1900-01-01' end) as from_on,
    coalesce(s.last_word.ended_on, date '9999-12-31') as to_on,
    s.last_word.reason as end_reason
from stated as s
inner join first_ledger as f on s.unit_id = f.unit_id
order by s.unit_id, s.person_id;

-- A visitor who is the person's helper by two entries on a day: their contacts are looked at more closely.
create table base.helper_names as
select p.person_id, h.name, p.helper_id, p.from_on, p.to_on
from base.pairings as p
inner join base.helpers as h on p.helper_id = h.helper_id;

create table base.contacts as
-- One contact = one person, day, kind and visitor: the same visit in two ledgers counts once. Nearly all are told once
-- and taken as they are; only the others are brought together.
with told as (
    select
        s.person_id, s.ord, s.contact_on, s.contact_precision, s.contact_kind, s.contact_by, s.contact_text,
        s.contact_met, s.entered_on, s.found_problem, s.gift_books, s.gift_supplies
    from base.statements as s
    where s.contact_on is not null and s.person_id is not null
),
-- Of a person, day, kind and visitor, the last entry gives the contact its number.
once as (
    select
        person_id, contact_on, contact_kind, contact_by, max(ord) as contact_id, max(contact_precision) as contact_precision,
        count(*) as entries
    from told
    group by person_id, contact_on, contact_kind, contact_by
),
told_twice as (
    select person_id, contact_on, contact_kind, contact_by from once where entries > 1
),
-- Which contacts are their person's first of the month, by kind, and of the day (where a day is known): people are counted
-- by adding these up.
firsts as (
    select
        contact_id,
        coalesce(date_diff('month', lag(contact_on) over (
            partition by person_id, contact_kind order by contact_on, contact_id
        ), contact_on) > 0, true) as first_in_month,
        lag(contact_on) over (
            partition by person_id, contact_precision is null or contact_precision = 'day' order by contact_on, contact_id
        ) is distinct from contact_on as first_on_day
    from once
),
-- Whose contacts may lie in several units; of nobody else do they.
movers as (
    select distinct v.person_id
    from base.stays as v
    inner join base.people as p on v.person_id = p.person_id
    where v.branch = 'village' and v.unit_id is distinct from coalesce(p.unit_id, p.class_id)
),
named_twice as (
    select person_id, name from base.helper_names group by person_id, name having count(*) > 1
),
sorted_out as (
    select t.*, w.person_id is not null or n.person_id is not null as is_several
    from told as t
    left join told_twice as w
        on t.person_id = w.person_id and t.contact_on = w.contact_on
        and t.contact_kind is not distinct from w.contact_kind and t.contact_by is not distinct from w.contact_by
    left join named_twice as n on t.person_id = n.person_id and t.contact_by = n.name
),
placed as (
    select
        t.*, coalesce(v.unit_id, p.unit_id, p.class_id) as unit_id, p.class_id, h.helper_id,
        -- The text without names, figures and signs. Short ones are stock words ("一切正常"): nobody copies them.
        case
            when length(t.contact_text) >= 8 then regexp_replace(replace(t.contact_text, p.name, ''), '[0-9０-９\s\pP\pS]', '', 'g')
            when t.contact_text is not null then ''
        end as plain
    from sorted_out as t
    inner join base.people as p on t.person_id = p.person_id
    left join base.stays as v
        on t.person_id = v.person_id and v.branch = 'village' and t.contact_on >= v.from_on and t.contact_on < v.to_on
    left join base.helper_names as h
        on t.person_id = h.person_id and t.contact_by = h.name and t.contact_on >= h.from_on and t.contact_on < h.to_on
),
counted_once as (
    select
        ord as contact_id, person_id, unit_id, class_id,
        contact_on as on_day, contact_kind as kind, contact_by as by_name, helper_id,
        contact_text as text, contact_met as met_whom, found_problem, entered_on,
        gift_books as books, gift_supplies as supplies, contact_precision as precision, plain
    from placed
    where not is_several
    union all
    select
        max(ord), person_id, unit_id, max(class_id),
        contact_on, contact_kind, contact_by, min(helper_id),
        arg_max(contact_text, ord), arg_max(contact_met, ord), arg_max(found_problem, ord), min(entered_on),
        max(gift_books), max(gift_supplies), max(contact_precision), arg_max(plain, ord)
    from placed
    where is_several
    group by person_id, contact_on, contact_kind, contact_by, unit_id
)
-- Texts of the same letters have the same number (store/07_checks.sql).
select
    c.* exclude (plain), coalesce(f.first_in_month, false) as first_in_month, coalesce(f.first_on_day, false) as first_on_day,
    m.person_id is not null as has_moved,
    case when length(c.plain) >= 8 then md5_number_lower(c.plain) end as text_id
from counted_once as c
left join firsts as f on c.contact_id = f.contact_id
left join movers as m on c.person_id = m.person_id
order by c.unit_id, c.person_id, c.on_day;

drop table base.helper_names;
