-- V4: in which unit did at least $share % of the visits of 60 days, $least or more, fall on the $before days before an inspection?
-- Days of inspection: definitions/programme.toml; the records must go back those 60 days. Looks back $days days. One row a visit; a case is unit and inspection.
with

recent as (
    select * from contacts
    where kind in ('visit', 'home_visit') and precision = 'day'
        and on_day <= cast($as_of as date) and on_day > cast($as_of as date) - cast($days as integer)
),

begun as (
    select unit_id, min(on_day) as first_on from contacts group by unit_id
),

around as (
    select r.*, i.on_day as inspection_on, r.on_day >= i.on_day - cast($before as integer) as close_by
    from recent as r
    inner join inspections as i on r.on_day < i.on_day and r.on_day >= i.on_day - 60
    inner join begun as b on r.unit_id = b.unit_id and b.first_on <= i.on_day - 60
),

counted as (
    select unit_id, inspection_on, count(*) as visits, sum(case when close_by then 1 else 0 end) as heaped
    from around group by unit_id, inspection_on
),

the_answer as (
    select
        a.unit_id || '|' || cast(a.inspection_on as varchar) as case_key, a.person_id as subject_id, a.unit_id, a.on_day, a.by_name,
        cast(c.heaped as varchar) || '|' || cast(c.visits as varchar) || '|' || cast(a.inspection_on as varchar) as why
    from around as a
    inner join counted as c on a.unit_id = c.unit_id and a.inspection_on = c.inspection_on
    where a.close_by and c.heaped >= cast($least as integer) and c.heaped * 100 >= cast($share as integer) * c.visits
)

select * from the_answer
