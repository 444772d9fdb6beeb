-- V4: which visitor made at least $share % of a unit's visits on the last day of a month, $least or more, over 3 months or more?
-- By chance one visit in thirty falls there. Looks back $days days. One row a visit; a case is visitor and unit.
with

recent as (
    select * from contacts
    where kind in ('visit', 'home_visit') and precision = 'day'
        and on_day <= cast($as_of as date) and on_day > cast($as_of as date) - cast($days as integer)
),

counted as (
    select
        unit_id, by_name, count(*) as visits,
        sum(case when on_day = last_day(on_day) then 1 else 0 end) as at_end,
        count(distinct case when on_day = last_day(on_day) then on_day end) as ends
    from recent
    where by_name is not null
    group by unit_id, by_name
),

heaped as (
    select * from counted
    where at_end >= cast($least as integer) and ends >= 3 and at_end * 100 >= cast($share as integer) * visits
),

the_answer as (
    select
        cast(subject_key('visitor|' || h.unit_id || '|' || h.by_name) as varchar) as case_key, r.person_id as subject_id, r.unit_id, r.on_day, r.by_name,
        h.by_name || '|' || cast(h.at_end as varchar) || '|' || cast(h.visits as varchar) || '|' || cast(h.ends as varchar) as why
    from heaped as h
    inner join recent as r on h.unit_id = r.unit_id and h.by_name = r.by_name and r.on_day = last_day(r.on_day)
)

select * from the_answer
