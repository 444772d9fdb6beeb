-- Helpers, pairings and contacts, from whichever ledger states them.

create table base.pairings_stated as
select
    r.person_id,
    subject_key('helper|' || s.helper_name || '|' || coalesce(s.helper_phone, s.helper_unit, s.unit_id, '')) as helper_id,
    coalesce(p.unit_id, p.class_id) as unit_id,
    s.* exclude (unit_id)
from base.statements as s
inner join base.row_person as r on s.ord = r.ord
inner join base.people as p on r.person_id = p.person_id
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

create table base.contacts as
-- One contact = one person, day, kind and visitor: the same visit in two ledgers counts once.
with told as (
    select
        r.person_id, s.ord, s.contact_on, s.contact_precision, s.contact_kind, s.contact_by, s.contact_text,
        s.contact_met, s.entered_on, s.found_problem, s.gift_books, s.gift_supplies
    from base.statements as s
    inner join base.row_person as r on s.ord = r.ord
    where s.contact_on is not null and r.person_id is not null
)
select
    row_number() over (order by t.contact_on, t.person_id, t.contact_kind, t.contact_by) as contact_id,
    t.person_id,
    coalesce(v.unit_id, max(p.unit_id), max(p.class_id)) as unit_id,
    max(p.class_id) as class_id,
    t.contact_on as on_day,
    t.contact_kind as kind,
    t.contact_by as by_name,
    min(h.helper_id) as helper_id,
    arg_max(t.contact_text, t.ord) as text,
    arg_max(t.contact_met, t.ord) as met_whom,
    arg_max(t.found_problem, t.ord) as found_problem,
    min(t.entered_on) as entered_on,
    max(t.gift_books) as books,
    max(t.gift_supplies) as supplies,
    max(t.contact_precision) as precision
from told as t
inner join base.people as p on t.person_id = p.person_id
left join base.stays as v
    on t.person_id = v.person_id and v.branch = 'village' and t.contact_on >= v.from_on and t.contact_on < v.to_on
left join base.pairings as g
    on t.person_id = g.person_id and t.contact_on >= g.from_on and t.contact_on < g.to_on
left join base.helpers as h on g.helper_id = h.helper_id and h.name = t.contact_by
group by t.person_id, t.contact_on, t.contact_kind, t.contact_by, v.unit_id
order by 3, t.person_id, t.contact_on;
