-- R4: whom do contact or pairing ledgers name that no roster does? One row a name and unit.
with

the_answer as (
    select
        cast(u.subject_id as varchar) as case_key, u.subject_id, u.unit_id,
        cast(null as date) as on_day, cast(null as varchar) as by_name, cast(count(*) as varchar) as why
    from unmatched as u
    inner join statements as s on u.batch_id = s.batch_id and u.row_id = s.row_id
    where coalesce(s.contact_on, s.paired_on, s.ledger_on) <= cast($as_of as date)
    group by u.subject_id, u.unit_id
)

select * from the_answer
