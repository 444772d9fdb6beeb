-- I5: which ID number stands beside two names? The latest ledger of each kind, group and place counts, so that
-- a roster that gives the second person a number of their own ends it. One row a person.
with

told as (
    select
        person_id, who_name, ledger_on,
        max(ledger_on) over (partition by person_id, kind, coalesce(groups, ''), coalesce(unit_id, class_unit_id)) as last_on
    from statements
    where person_id is not null and own_id_no is not null and ledger_on <= cast($as_of as date)
),

named as (
    select person_id, count(distinct who_name) as names, max(ledger_on) as on_day
    from told
    where ledger_on = last_on
    group by person_id
),

the_answer as (
    select
        cast(n.person_id as varchar) as case_key, n.person_id as subject_id, coalesce(p.unit_id, p.class_id) as unit_id,
        n.on_day, cast(null as varchar) as by_name, cast(n.names as varchar) as why
    from named as n
    inner join people as p on n.person_id = p.person_id
    where n.names > 1
)

select * from the_answer
