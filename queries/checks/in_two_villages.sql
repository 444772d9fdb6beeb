-- I6: whom do rosters of two villages list at the same time? A move, where the first list ends before
-- the second begins, is none. Looks back $days days. One row a person and pair of places.
with

seen as (
    select person_id, unit_id as place, min(ledger_on) as first_on, max(ledger_on) as last_on
    from statements
    where kind = 'roster' and person_id is not null and unit_id is not null
        and ledger_on <= cast($as_of as date) and ledger_on > cast($as_of as date) - cast($days as integer)
    group by person_id, unit_id
),

the_answer as (
    select
        cast(a.person_id as varchar) || '|' || a.place || '|' || b.place as case_key, a.person_id as subject_id, a.place as unit_id,
        greatest(a.last_on, b.last_on) as on_day, cast(null as varchar) as by_name, a.place || '|' || b.place as why
    from seen as a
    inner join seen as b on a.person_id = b.person_id and a.place < b.place
    where greatest(a.first_on, b.first_on) <= least(a.last_on, b.last_on)
)

select * from the_answer
