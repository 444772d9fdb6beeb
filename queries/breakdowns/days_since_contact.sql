-- How long ago was the last contact of the people on the roll on $as_of? One row a person; x = band of days.
with

on_roll as (
    select distinct subject_id from memberships
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

last_contact as (
    select person_id, max(on_day) as last_on from contacts
    where on_day <= cast($as_of as date)
    group by person_id
),

since as (
    select p.person_id, p.unit_id, p.class_id, date_diff('day', l.last_on, cast($as_of as date)) as days
    from people as p
    inner join on_roll as o on p.person_id = o.subject_id
    left join last_contact as l on p.person_id = l.person_id
),

the_answer as (
    select
        person_id as subject_id, unit_id, class_id,
        case
            when days is null then 'never'
            when days <= 7 then '000-007'
            when days <= 31 then '008-031'
            when days <= 62 then '032-062'
            when days <= 92 then '063-092'
            when days <= 183 then '093-183'
            else '184+'
        end as x,
        '' as series,
        1 as amount
    from since
)

select * from the_answer
