-- V7: which visitor wrote the same or nearly the same text for $people people or more?
-- Names, figures and signs do not count; texts are near that share four fifths of their pairs of letters (store/07_checks.sql).
-- Looks back $days days. One row a contact; a case is visitor, unit and text.
with

written as (
    select c.*, a.alike_id, replace(replace(c.text, p.name, '〇'), '|', ' ') as said
    from contacts as c
    inner join contact_alike as a on c.contact_id = a.contact_id
    inner join people as p on c.person_id = p.person_id
    where c.on_day <= cast($as_of as date) and c.on_day > cast($as_of as date) - cast($days as integer)
),

counted as (
    select unit_id, coalesce(by_name, '') as by_name, alike_id, count(distinct person_id) as people, count(*) as uses
    from written
    group by unit_id, coalesce(by_name, ''), alike_id
    having count(distinct person_id) >= cast($people as integer)
),

the_answer as (
    select
        md5(w.unit_id || '|' || c.by_name) || '|' || w.alike_id as case_key, w.person_id as subject_id, w.unit_id, w.on_day, w.by_name,
        coalesce(nullif(c.by_name, ''), w.unit_id) || '|' || cast(c.people as varchar) || '|' || cast(c.uses as varchar) || '|' || min(w.said) over (partition by w.unit_id, w.by_name, w.alike_id) as why
    from counted as c
    inner join written as w on c.unit_id = w.unit_id and c.by_name = coalesce(w.by_name, '') and c.alike_id = w.alike_id
)

select * from the_answer
