-- The colour of a child's risk, from when to when: a later roster that gives another colour changes it.

create table base.risks as
with told as (
    select s.person_id, s.ord, s.ledger_on, s.risk
    from base.statements as s
    where s.kind = 'roster' and s.person_id is not null and s.risk is not null
),
compared as (
    select *, lag(risk) over (partition by person_id order by ord) as risk_before from told
),
changes as (
    select person_id, ord, risk, risk_before, case when risk_before is null then date '1900-01-01' else ledger_on end as from_on
    from compared
    where risk_before is null or risk_before <> risk
)
select
    person_id, risk, risk_before, from_on,
    coalesce(lead(from_on) over (partition by person_id order by ord), date '9999-12-31') as to_on
from changes
order by person_id, from_on;
