-- Are people out of dangerous houses? One row a house graded C or D that was found by $as_of.
-- Met: repaired, rebuilt or left for a safe place; due $days days after it was found (our default; domain.md 2.8, W4).
with

found as (
    select * from houses
    where grade in ('C', 'D') and found_on <= cast($as_of as date)
),

judged as (
    select
        f.*,
        least(
            coalesce(f.safe_on, date '9999-12-31'),
            coalesce(f.resettled_on, date '9999-12-31')
        ) as made_safe_on
    from found as f
),

the_answer as (
    select
        j.house_id as subject_id, '' as duty, j.unit_id,
        j.made_safe_on <= cast($as_of as date) as met,
        cast(j.found_on + cast($days as integer) as date) as due_on,
        case when j.made_safe_on <= cast($as_of as date) then j.made_safe_on end as done_on,
        u.responsible_name as responsible,
        case
            when j.made_safe_on <= cast($as_of as date) and j.resettled_on <= cast($as_of as date) then 'house_left|' || j.grade || '|' || cast(j.made_safe_on as varchar)
            when j.made_safe_on <= cast($as_of as date) then 'house_safe|' || j.grade || '|' || cast(j.made_safe_on as varchar)
            when j.grade = 'D' and j.lived_in then 'house_d_lived_in|' || cast(j.found_on as varchar)
            when j.started_on <= cast($as_of as date) then 'house_started|' || j.grade || '|' || cast(j.started_on as varchar)
            else 'house_waiting|' || j.grade || '|' || cast(j.found_on as varchar)
        end as why
    from judged as j
    left join units as u on j.unit_id = u.unit_id
)

select * from the_answer
