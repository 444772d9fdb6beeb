-- V5: which visitor was in $units villages or more of one town on one day? Looks back $days days.
-- One row a visit; a case is visitor and day.
with

recent as (
    select * from contacts
    where kind in ('visit', 'home_visit') and precision = 'day'
        and on_day <= cast($as_of as date) and on_day > cast($as_of as date) - cast($days as integer)
),

-- Helpers of one name with different telephone numbers are different visitors, each in their own places.
namesakes as (
    select regexp_replace(unit_id, '/[^/]*$', '') as town_id, name
    from helpers
    where phone is not null
    group by regexp_replace(unit_id, '/[^/]*$', ''), name
    having count(distinct phone) > 1
),

in_town as (
    select
        r.*,
        regexp_replace(case when u.kind = 'class' then u.parent_id else r.unit_id end, '/[^/]*$', '') as town_id
    from recent as r
    left join units as u on r.unit_id = u.unit_id
    where r.by_name is not null and r.kind = 'visit'
),

placed as (
    select
        t.*, case when n.name is null then t.by_name else t.by_name || '|' || coalesce(cast(t.helper_id as varchar), t.unit_id) end as visitor
    from in_town as t
    left join namesakes as n on t.town_id = n.town_id and t.by_name = n.name
),

counted as (
    select town_id, visitor, on_day, count(distinct unit_id) as units, count(*) as visits
    from placed
    group by town_id, visitor, on_day
    having count(distinct unit_id) >= cast($units as integer)
),

the_answer as (
    select
        cast(subject_key('visitor|' || c.town_id || '|' || c.visitor) as varchar) || '|' || cast(c.on_day as varchar) as case_key,
        p.person_id as subject_id, p.unit_id, p.on_day, p.by_name,
        p.by_name || '|' || cast(c.on_day as varchar) || '|' || cast(c.units as varchar) || '|' || cast(c.visits as varchar) as why
    from counted as c
    inner join placed as p on c.town_id = p.town_id and c.visitor = p.visitor and c.on_day = p.on_day
)

select * from the_answer
