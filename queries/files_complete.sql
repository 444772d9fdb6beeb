-- Is everyone's file complete and current? One row a person on the roll and branch on $as_of.
-- Met: every field that the person's groups ask for is filled (definitions/files.toml), and a roster spoke of the person
-- within $days days (domain.md 1, 4.5, F1).
with

-- Groups of one family ask for the same list of fields; most people are of one, so lists are put together once.
lists as (
    select m.subject_id, bit_or(l.bit) as lists
    from memberships as m
    inner join file_lists as l on m.group_id = l.group_id
    where m.from_on <= cast($as_of as date) and m.to_on > cast($as_of as date)
    group by m.subject_id
),

asked as (
    select s.lists, r.field, min(r.place) as place
    from (select distinct lists from lists) as s
    inner join file_lists as l on (s.lists & l.bit) <> 0
    inner join file_rules as r on l.group_id = r.group_id
    group by s.lists, r.field
),

filled_of as (
    select s.subject_id, count(*) as n
    from lists as s
    inner join filled as f on s.subject_id = f.person_id
    inner join asked as a on s.lists = a.lists and f.field = a.field
    where f.from_on <= cast($as_of as date)
    group by s.subject_id
),

blanks as (
    select s.subject_id, s.lists, a.n - coalesce(f.n, 0) as n
    from lists as s
    inner join (select lists, count(*) as n from asked group by lists) as a on s.lists = a.lists
    left join filled_of as f on s.subject_id = f.subject_id
),

ranked_blanks as (
    select
        b.subject_id, a.field,
        row_number() over (partition by b.subject_id order by a.place * 100 + length(a.field), a.field) as place
    from blanks as b
    inner join asked as a on b.lists = a.lists
    left join filled as f
        on b.subject_id = f.person_id and a.field = f.field and f.from_on <= cast($as_of as date)
    where b.n > 0 and f.person_id is null
),

first_blanks as (
    select subject_id, min(field) as field from ranked_blanks where place = 1 group by subject_id
),

updated as (
    select person_id, max(on_day) as on_day from updates
    where on_day <= cast($as_of as date)
    group by person_id
),

stays_then as (
    select person_id, unit_id from stays
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

judged as (
    select
        b.subject_id, s.unit_id, b.n, f.field, u.on_day,
        coalesce(date_diff('day', u.on_day, cast($as_of as date)) <= $days, false) as is_current
    from blanks as b
    inner join stays_then as s on b.subject_id = s.person_id
    left join first_blanks as f on b.subject_id = f.subject_id
    left join updated as u on b.subject_id = u.person_id
),

the_answer as (
    select
        j.subject_id, '' as duty, j.unit_id,
        j.n = 0 and j.is_current as met,
        cast(null as date) as due_on,
        j.on_day as done_on,
        u.responsible_name as responsible,
        case
            when j.n > 0 then 'file_blanks|' || cast(j.n as varchar) || '|' || j.field
            when j.is_current then 'file_complete|' || cast(j.on_day as varchar)
            else 'file_stale|' || cast(j.on_day as varchar)
        end as why
    from judged as j
    left join units as u on j.unit_id = u.unit_id
)

select * from the_answer
