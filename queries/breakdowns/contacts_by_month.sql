-- How many contacts, by month and kind, in the thirteen months up to $as_of? One row a contact; x = month, series = kind.
with

the_answer as (
    select
        person_id as subject_id, unit_id, class_id,
        substr(cast(on_day as varchar), 1, 7) as x, kind as series, 1 as amount,
        on_day, kind as contact_kind, by_name, precision as contact_precision,
        first_in_month as is_first, has_moved
    from contacts
    where on_day <= cast($as_of as date)
        and date_diff('month', on_day, cast($as_of as date)) < 13
)

select * from the_answer
