-- What the programme's further duties need: which ledgers units handed in, and since when each field of a file is filled.

create table base.handed_in as
-- One row a unit, kind of ledger, item, day that the ledger speaks for and day of a fact in it. A class's ledger is its
-- school's.
with placed as (
    select
        unnest([s.unit_id, case when c.kind = 'class' then c.parent_id else s.class_unit_id end]) as unit_id,
        s.kind as ledger, coalesce(s.relief_item, '') as item, s.ledger_on as handed_on,
        coalesce(s.contact_on, s.activity_on, s.ledger_on) as fact_on
    from base.statements as s
    left join base.units as c on s.class_unit_id = c.unit_id
),
towns as (select parent_id as unit_id, count(*) as villages from base.units where kind = 'village' group by parent_id),
-- A ledger that speaks of most villages of a town on one day is the town's, too.
compiled as (
    select p.parent_id as unit_id, p.ledger, p.item, p.handed_on, p.fact_on
    from (
        select distinct s.batch_id, u.parent_id, u.unit_id, s.kind as ledger, coalesce(s.relief_item, '') as item, s.ledger_on as handed_on, s.ledger_on as fact_on
        from base.statements as s
        inner join base.units as u on s.unit_id = u.unit_id and u.kind = 'village'
    ) as p
    inner join towns as t on p.parent_id = t.unit_id
    group by p.batch_id, p.parent_id, p.ledger, p.item, p.handed_on, p.fact_on, t.villages
    having 2 * count(*) > t.villages
)
select distinct unit_id, ledger, item, handed_on, fact_on
from (select * from placed union all select * from compiled)
where unit_id is not null and handed_on is not null
order by unit_id, ledger, fact_on;

create table base.filled as
-- Since when a roster has said each field of a person's file. A school-register number is as good as an ID; sex and
-- birth stand in the ID.
with told as (
    select
        s.person_id, s.ledger_on,
        coalesce(s.who_id, s.student_no) as id_no,
        coalesce(s.gender, s.who_id) as gender,
        case when s.birth_date is not null then 'yes' else s.who_id end as birth_date,
        s.address, s.phone, s.health, s.guardian_name, s.guardian_relation, s.guardian_phone, s.guardian_address,
        coalesce(s.class_name, s.class_unit_id) as class_name,
        s.file_life, s.file_mind, s.file_safety,
        case when s.contact_card then 'yes' end as contact_card
    from base.statements as s
    where s.kind = 'roster' and s.person_id is not null
),
first_said as (
    select person_id, min(case when trim(columns(* exclude (person_id, ledger_on))) <> '' then ledger_on end) as "\0"
    from told
    group by person_id
    order by person_id
)
select person_id, field, from_on
from (unpivot first_said on columns(* exclude (person_id)) into name field value from_on);

create table base.updates as
-- The days on which a roster spoke of a person (or says that the file was brought up to date).
select distinct s.person_id, coalesce(s.file_updated_on, s.ledger_on) as on_day
from base.statements as s
where s.kind = 'roster' and s.person_id is not null
order by s.person_id;

create table base.letters as
-- Guardianship letters: signed when, valid until when (null = not said). A ledger that only says "signed" dates it.
select
    s.person_id,
    coalesce(s.letter_on, s.ledger_on) as from_on,
    max(s.letter_until) as until_on
from base.statements as s
where s.kind = 'roster' and s.person_id is not null
    and (s.letter_on is not null or s.letter_signed) and coalesce(s.letter_signed, true)
group by s.person_id, coalesce(s.letter_on, s.ledger_on)
order by s.person_id;
