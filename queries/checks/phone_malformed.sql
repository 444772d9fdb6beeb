-- P1: whose telephone number was given in a form that is none, in every ledger that gives one? One row a person.
with

roll as (
    select distinct subject_id from memberships
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

the_answer as (
    select
        cast(t.person_id as varchar) as case_key, t.person_id as subject_id, coalesce(min(p.unit_id), min(p.class_id)) as unit_id,
        max(t.ledger_on) as on_day, cast(null as varchar) as by_name, cast(max(t.ledger_on) as varchar) as why
    from row_problems as t
    inner join roll as r on t.person_id = r.subject_id
    inner join people as p on t.person_id = p.person_id
    where t.code in ('phone_form', 'phone_damaged') and t.ledger_on <= cast($as_of as date)
        and ((t.field = 'phone' and p.phone is null) or (t.field = 'guardian_phone' and p.guardian_phone is null))
    group by t.person_id
)

select * from the_answer
