-- I6: whom do registers of two classes or schools list at the same time? A move, where the first list ends before the second
-- begins, is none; nor is a row that says the person left, a complete roll since without them, or a unit and one above it.
-- Looks back $days days. One row a person and pair of places.
with

listed as (
    select s.person_id, s.class_unit_id as place, s.ledger_on, b.complete, unnest(string_split(coalesce(s.groups, ''), ',')) as group_id
    from statements as s
    inner join batches as b on s.batch_id = b.batch_id
    where s.kind = 'roster' and s.person_id is not null and s.class_unit_id is not null and s.left_on is null and s.died_on is null
        and s.ledger_on <= cast($as_of as date) and s.ledger_on > cast($as_of as date) - cast($days as integer)
),

rolls as (
    select place, group_id, max(ledger_on) as roll_on from listed where complete group by place, group_id
),

stated as (
    select person_id, place, group_id, min(ledger_on) as first_on, max(ledger_on) as last_on
    from listed
    group by person_id, place, group_id
),

seen as (
    select s.person_id, s.place, min(s.first_on) as first_on, max(s.last_on) as last_on
    from stated as s
    left join rolls as r on s.place = r.place and s.group_id = r.group_id
    where coalesce(r.roll_on <= s.last_on, true)
    group by s.person_id, s.place
),

the_answer as (
    select
        cast(a.person_id as varchar) || '|' || a.place || '|' || b.place as case_key, a.person_id as subject_id, a.place as unit_id,
        greatest(a.last_on, b.last_on) as on_day, cast(null as varchar) as by_name, a.place || '|' || b.place as why
    from seen as a
    inner join seen as b on a.person_id = b.person_id and a.place < b.place
    where greatest(a.first_on, b.first_on) <= least(a.last_on, b.last_on) and not starts_with(b.place, a.place || '/')
)

select * from the_answer
