-- Age and sex of the people on the roll on $as_of. One row a person; x = age band, series = gender.
with

on_roll as (
    select distinct subject_id from memberships
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

aged as (
    select
        p.person_id, p.unit_id, p.class_id, coalesce(p.gender, 'unknown') as gender,
        date_diff('year', p.birth_date, cast($as_of as date))
        - case
            when month(p.birth_date) > month(cast($as_of as date))
                or (month(p.birth_date) = month(cast($as_of as date)) and day(p.birth_date) > day(cast($as_of as date))) then 1
            else 0
        end as age
    from people as p
    inner join on_roll as o on p.person_id = o.subject_id
),

the_answer as (
    select
        person_id as subject_id, unit_id, class_id,
        case
            when age is null then 'unknown'
            when age < 6 then '00-05'
            when age < 14 then '06-13'
            when age < 18 then '14-17'
            when age < 45 then '18-44'
            when age < 60 then '45-59'
            when age < 70 then '60-69'
            when age < 80 then '70-79'
            when age < 90 then '80-89'
            else '90+'
        end as x,
        gender as series,
        1 as amount
    from aged
)

select * from the_answer
