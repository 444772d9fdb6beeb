-- I2: whose ID number fails the check digit (GB 11643), and no ledger gives a good one?
-- Those on the roll, by the ledgers up to the day. One row a person.
with

roll as (
    select distinct subject_id from memberships
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

good as (
    select distinct person_id from statements
    where own_id_no is not null and ledger_on <= cast($as_of as date)
),

the_answer as (
    select
        cast(r.person_id as varchar) as case_key, r.person_id as subject_id, min(coalesce(p.unit_id, p.class_id)) as unit_id,
        max(r.ledger_on) as on_day, cast(null as varchar) as by_name, cast(max(r.ledger_on) as varchar) as why
    from row_problems as r
    inner join roll as m on r.person_id = m.subject_id
    inner join people as p on r.person_id = p.person_id
    left join good as g on r.person_id = g.person_id
    where r.field = 'id_no' and r.code in ('id_check_digit')
        and g.person_id is null and r.ledger_on <= cast($as_of as date)
    group by r.person_id
)

select * from the_answer
