-- I5: who on the roll may be one person with two ID numbers: one name and village, numbers that differ in at most $digits
-- places? One row a person.
with

roll as (
    select distinct subject_id from memberships
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

listed as (
    select p.person_id, p.name, p.unit_id, p.id_no
    from people as p
    inner join roll as r on p.person_id = r.subject_id
    where length(p.id_no) = 18
),

pairs as (
    select a.person_id, a.unit_id, least(a.person_id, b.person_id) as first_id, greatest(a.person_id, b.person_id) as second_id
    from listed as a
    inner join listed as b on a.name = b.name and a.unit_id = b.unit_id and a.person_id <> b.person_id
    where hamming(a.id_no, b.id_no) <= cast($digits as integer)
),

the_answer as (
    select
        cast(first_id as varchar) || '|' || cast(second_id as varchar) as case_key, person_id as subject_id, unit_id,
        cast(null as date) as on_day, cast(null as varchar) as by_name, '' as why
    from pairs
)

select * from the_answer
