-- What did teachers bring on their winter-holiday visits? One row a visit of the last winter holiday that began by $as_of
-- and thing brought; x = the school, series = visits, books or supplies, amount = how many.
with

named as (
    select end_on, lead(start_on) over (order by start_on) as next_on from periods where period = 'term'
),

-- As in holiday_visits.sql.
terms as (
    select end_on, coalesce(next_on, cast(end_on + interval 61 day as date)) as next_on from named
),

holiday as (
    select max(end_on) as end_on from terms
    where month(end_on) in (1, 2) and end_on < cast($as_of as date)
),

visits as (
    select c.*, k.parent_id as school
    from contacts as c
    cross join holiday as h
    inner join terms as t on h.end_on = t.end_on
    inner join units as k on c.class_id = k.unit_id
    where c.kind = 'home_visit' and c.on_day > h.end_on and c.on_day < t.next_on and c.on_day <= cast($as_of as date)
),

the_answer as (
    select person_id as subject_id, unit_id, class_id, school as x, 'visits' as series, 1 as amount from visits
    union all
    select person_id, unit_id, class_id, school, 'books', books from visits where books > 0
    union all
    select person_id, unit_id, class_id, school, 'supplies', supplies from visits where supplies > 0
)

select * from the_answer
