-- On which days were people contacted in the half year up to $as_of? One row a contact; x = day.
-- Visits of which only the month is known (ticks in a month sheet) have no day and are left out here.
with

the_answer as (
    select
        person_id as subject_id, unit_id, class_id,
        cast(on_day as varchar) as x, '' as series, 1 as amount,
        on_day, kind as contact_kind, by_name, precision as contact_precision,
        first_on_day as is_first, has_moved
    from contacts
    where on_day <= cast($as_of as date)
        and date_diff('day', on_day, cast($as_of as date)) < 182
        and (precision is null or precision = 'day')
)

select * from the_answer
