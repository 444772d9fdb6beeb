-- B1: which helper in force has no telephone number in any ledger? One row a helper.
with

paired_then as (
    select p.person_id, p.helper_id, p.unit_id
    from pairings as p
    where p.from_on <= cast($as_of as date) and p.to_on > cast($as_of as date)
),

the_answer as (
    select
        cast(h.helper_id as varchar) as case_key, h.helper_id as subject_id, min(p.unit_id) as unit_id,
        cast(null as date) as on_day, h.name as by_name, cast(count(distinct p.person_id) as varchar) as why
    from paired_then as p
    inner join helpers as h on p.helper_id = h.helper_id
    where h.phone is null
    group by h.helper_id, h.name
)

select * from the_answer
