-- W4: which house graded C or D is lived in $days days after it was found, with no work begun and no place to move to? One row a house.
with

the_answer as (
    select
        cast(house_id as varchar) as case_key, house_id as subject_id, unit_id, found_on as on_day, cast(null as varchar) as by_name,
        grade || '|' || cast(found_on as varchar) as why
    from houses
    where grade in ('C', 'D') and lived_in and resettled_to is null
        and coalesce(least(started_on, safe_on, resettled_on), date '9999-12-31') > cast($as_of as date)
        and found_on <= cast($as_of as date) - cast($days as integer)
)

select * from the_answer
