-- V6: which visitor's visits of a month were entered more than $late days after they were made, $least or more of them?
-- Looks back $days days. One row a visit; a case is visitor, unit and month.
with

recent as (
    select * from contacts
    where kind in ('visit', 'home_visit') and precision = 'day'
        and on_day <= cast($as_of as date) and on_day > cast($as_of as date) - cast($days as integer)
),

late as (
    select *, date_diff('day', on_day, entered_on) as lag_days, strftime(on_day, '%Y-%m') as month
    from recent
    where entered_on > on_day + cast($late as integer) and entered_on <= cast($as_of as date)
),

counted as (
    select *, count(*) over same as visits, cast(round(avg(lag_days) over same) as integer) as mean_days
    from late
    window same as (partition by unit_id, coalesce(by_name, ''), month)
),

the_answer as (
    select
        cast(subject_key('visitor|' || unit_id || '|' || coalesce(by_name, '')) as varchar) || '|' || month as case_key, person_id as subject_id, unit_id, on_day, by_name,
        cast(visits as varchar) || '|' || month || '|' || cast(mean_days as varchar) as why
    from counted
    where visits >= cast($least as integer)
)

select * from the_answer
