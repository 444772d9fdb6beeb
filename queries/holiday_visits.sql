-- Are pupils visited in the winter holiday, with books or supplies? One row a pupil (class) and duty (visit, gift) on $as_of.
-- The holiday is the last one that began by $as_of: after a term that ends in January or February, until the next term; where
-- the calendar does not name that yet, for 60 days, which no winter holiday exceeds.
-- visit: a home visit in it. gift: one on which books or supplies were given. Due by the holiday's end; whoever came on the
-- roll after it is not due (domain.md 1: visited / due).
with

named as (
    select end_on, lead(start_on) over (order by start_on) as next_on from periods where period = 'term'
),

terms as (
    select end_on, next_on is null as is_open, coalesce(next_on, cast(end_on + interval 61 day as date)) as next_on from named
),

holiday as (
    select max(end_on) as end_on from terms
    where month(end_on) in (1, 2) and end_on < cast($as_of as date)
),

days as (
    select
        h.end_on, t.next_on, t.is_open,
        cast(h.end_on + interval 1 day as date) as first_on, cast(t.next_on - interval 1 day as date) as last_on
    from holiday as h
    inner join terms as t on h.end_on = t.end_on
),

pupils as (
    select m.subject_id, s.unit_id, min(m.from_on) as from_on
    from memberships as m
    inner join file_rules as r on m.group_id = r.group_id and r.field = 'guardian_name'
    inner join stays as s on m.subject_id = s.person_id and s.branch = 'class'
    where m.from_on <= cast($as_of as date) and m.to_on > cast($as_of as date)
        and s.from_on <= cast($as_of as date) and s.to_on > cast($as_of as date)
    group by m.subject_id, s.unit_id
),

visits as (
    select
        c.person_id,
        max(c.on_day) as visited_on,
        max(case when c.books > 0 or c.supplies > 0 then c.on_day end) as given_on,
        max(c.by_name) as by_name
    from contacts as c
    cross join days as d
    where c.kind = 'home_visit' and c.on_day > d.end_on and c.on_day < d.next_on and c.on_day <= cast($as_of as date)
    group by c.person_id
),

duties as (
    select
        p.subject_id, p.unit_id, 'holiday_visit' as duty, d.first_on, d.last_on, d.is_open, v.visited_on as done_on, v.by_name,
        case when v.visited_on is not null then true when p.from_on > d.last_on then null else false end as met
    from pupils as p
    cross join days as d
    left join visits as v on p.subject_id = v.person_id
    union all
    select
        p.subject_id, p.unit_id, 'holiday_gift', d.first_on, d.last_on, d.is_open, v.given_on, v.by_name,
        case when v.given_on is not null then true when p.from_on > d.last_on then null else false end
    from pupils as p
    cross join days as d
    left join visits as v on p.subject_id = v.person_id
),

the_answer as (
    select
        a.subject_id, a.duty, a.unit_id, a.met, a.last_on as due_on, a.done_on,
        coalesce(a.by_name, u.responsible_name) as responsible,
        case
            when a.met then 'holiday_done|' || cast(a.done_on as varchar)
            when a.met is null then 'holiday_new'
            when a.is_open then 'holiday_open|' || cast(a.first_on as varchar)
            when a.last_on >= cast($as_of as date) then 'holiday_waits|' || cast(a.last_on as varchar)
            else 'holiday_missed|' || cast(a.last_on as varchar)
        end as why
    from duties as a
    left join units as u on a.unit_id = u.unit_id
)

select * from the_answer
