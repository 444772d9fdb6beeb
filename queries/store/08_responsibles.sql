-- Who answers for what in each unit: a ledger's list of a unit's body holds until the next ledger lists that body.

create table base.responsibles as
with told as (
    select
        coalesce(s.unit_id, s.class_unit_id) as unit_id,
        coalesce(s.answer_role, 'responsible') as role,
        s.answer_name as name, s.answer_position as position, s.answer_phone as phone, s.answer_duty as duty,
        s.ledger_on, s.ord
    from base.statements as s
    where s.kind = 'responsibles'
),
lists as (
    select
        unit_id, role, ledger_on,
        row_number() over (partition by unit_id, role order by ledger_on) as nth,
        lead(ledger_on) over (partition by unit_id, role order by ledger_on) as next_on
    from (select distinct unit_id, role, ledger_on from told)
)
select
    t.unit_id, t.role, t.name, t.position, t.phone, t.duty, t.ord,
    case when l.nth = 1 then date '1900-01-01' else l.ledger_on end as from_on,
    coalesce(l.next_on, date '9999-12-31') as to_on
from told as t
inner join lists as l on t.unit_id = l.unit_id and t.role = l.role and t.ledger_on = l.ledger_on
order by t.unit_id, t.role, t.ord;
