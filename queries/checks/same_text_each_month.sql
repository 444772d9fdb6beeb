-- V7: about whom is the same or nearly the same text written in $months months or more? Looks back $days days.
-- One row a contact; a case is person and text.
with

written as (
    select c.person_id, c.unit_id, c.on_day, c.by_name, c.text, p.name, a.alike_id
    from contacts as c
    inner join alike_texts as a on c.text_id = a.text_id
    inner join people as p on c.person_id = p.person_id
    where c.on_day <= cast($as_of as date) and c.on_day > cast($as_of as date) - cast($days as integer)
),

counted as (
    select person_id, alike_id, count(distinct strftime(on_day, '%Y-%m')) as months
    from written
    group by person_id, alike_id
    having count(distinct strftime(on_day, '%Y-%m')) >= cast($months as integer)
),

the_answer as (
    select
        cast(w.person_id as varchar) || '|' || w.alike_id as case_key, w.person_id as subject_id, w.unit_id, w.on_day, w.by_name,
        cast(c.months as varchar) || '|' || min(replace(replace(w.text, w.name, '〇'), '|', ' ')) over (partition by w.person_id, w.alike_id) as why
    from counted as c
    inner join written as w on c.person_id = w.person_id and c.alike_id = w.alike_id
)

select * from the_answer
