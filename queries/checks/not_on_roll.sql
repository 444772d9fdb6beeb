-- R4: whom do contact or pairing ledgers name that no roster does? One row a name and unit.
with

the_answer as (
    select
        cast(subject_id as varchar) as case_key, subject_id, unit_id,
        cast(null as date) as on_day, cast(null as varchar) as by_name, cast(count(*) as varchar) as why
    from unmatched
    group by subject_id, unit_id
)

select * from the_answer
