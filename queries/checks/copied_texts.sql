-- V7: which visitor wrote the same or nearly the same text for $people people or more of a town?
-- Names, figures and signs do not count; texts are near that share four fifths of their pairs of letters (store/07_checks.sql).
-- Where no visitor is named, a unit's texts stand together. Looks back $days days.
-- One row a contact; a case is visitor and text, called by the first of the texts.
with

written as (
    select
        c.person_id, c.unit_id, c.on_day, c.by_name, c.text, p.name, a.alike_id,
        case when c.by_name is null then c.unit_id else regexp_replace(case when u.kind = 'class' then u.parent_id else c.unit_id end, '/[^/]*$', '') end as place
    from contacts as c
    inner join alike_texts as a on c.text_id = a.text_id
    inner join people as p on c.person_id = p.person_id
    left join units as u on c.unit_id = u.unit_id
    where c.on_day <= cast($as_of as date) and c.on_day > cast($as_of as date) - cast($days as integer)
),

counted as (
    select place, coalesce(by_name, '') as by_name, alike_id, count(distinct person_id) as people, count(*) as uses
    from written
    group by place, coalesce(by_name, ''), alike_id
    having count(distinct person_id) >= cast($people as integer)
),

-- What was said is looked at only where it is too often: most texts are not.
found as (
    select
        c.place, c.by_name as writer, c.alike_id, c.people, c.uses, w.person_id, w.unit_id, w.on_day, w.by_name,
        replace(replace(w.text, w.name, '〇'), '|', ' ') as said
    from counted as c
    inner join written as w on c.place = w.place and c.by_name = coalesce(w.by_name, '') and c.alike_id = w.alike_id
),

the_answer as (
    select
        cast(subject_key('visitor|' || place || '|' || writer) as varchar) || '|' || alike_id as case_key,
        person_id as subject_id, unit_id, on_day, by_name,
        coalesce(nullif(writer, ''), place) || '|' || cast(people as varchar) || '|' || cast(uses as varchar) || '|'
        || min(said) over (partition by place, writer, alike_id) as why
    from found
)

select * from the_answer
