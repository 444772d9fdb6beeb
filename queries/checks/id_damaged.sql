-- I3: whose ID number did a spreadsheet damage: kept as a number, its last digits lost?
-- One row a person.
with

the_answer as (
    select
        cast(r.person_id as varchar) as case_key, r.person_id as subject_id, min(coalesce(p.unit_id, p.class_id)) as unit_id,
        max(r.ledger_on) as on_day, cast(null as varchar) as by_name, cast(max(r.ledger_on) as varchar) as why
    from row_problems as r
    inner join people as p on r.person_id = p.person_id
    where r.field = 'id_no' and r.code in ('id_damaged')
        and p.id_no is null and r.ledger_on <= cast($as_of as date)
    group by r.person_id
)

select * from the_answer
