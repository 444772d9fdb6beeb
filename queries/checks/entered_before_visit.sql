-- V6: which contact was entered before the day it is said to have happened? Looks back $days days. One row a contact.
with

the_answer as (
    select
        cast(person_id as varchar) || '|' || cast(on_day as varchar) || '|' || kind as case_key, person_id as subject_id, unit_id, on_day, by_name,
        cast(on_day as varchar) || '|' || cast(entered_on as varchar) as why
    from contacts
    where entered_on < on_day and precision = 'day'
        and on_day <= cast($as_of as date) and on_day > cast($as_of as date) - cast($days as integer)
)

select * from the_answer
