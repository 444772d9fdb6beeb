-- P1: whose telephone number, or whose guardian's, was given in a form that is none, and no ledger up to the day gives
-- a good one? One row a person.
with

roll as (
    select distinct subject_id from memberships
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

good as (
    select distinct person_id, case when phone is null then 'guardian_phone' else 'phone' end as field
    from statements
    where kind = 'roster' and ledger_on <= cast($as_of as date) and coalesce(phone, guardian_phone) is not null
    union
    select distinct person_id, 'guardian_phone' as field
    from statements
    where kind = 'roster' and ledger_on <= cast($as_of as date) and guardian_phone is not null
),

the_answer as (
    select
        cast(t.person_id as varchar) as case_key, t.person_id as subject_id, coalesce(min(p.unit_id), min(p.class_id)) as unit_id,
        max(t.ledger_on) as on_day, cast(null as varchar) as by_name, cast(max(t.ledger_on) as varchar) as why
    from row_problems as t
    inner join roll as r on t.person_id = r.subject_id
    inner join people as p on t.person_id = p.person_id
    left join good as g on t.person_id = g.person_id and t.field = g.field
    where t.code in ('phone_form', 'phone_damaged') and t.field in ('phone', 'guardian_phone')
        and t.ledger_on <= cast($as_of as date) and g.person_id is null
    group by t.person_id
)

select * from the_answer
