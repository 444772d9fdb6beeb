-- Is everyone's file complete and current? One row a person on the roll and branch on $as_of.
-- Met: every field that the person's groups ask for is filled (definitions/files.toml), and a roster spoke of the person
-- within $days days (domain.md 1, 4.5, F1).
with

asked as (
    select m.subject_id, r.field, min(r.place) as place
    from memberships as m
    inner join file_rules as r on m.group_id = r.group_id
    where m.from_on <= cast($as_of as date) and m.to_on > cast($as_of as date)
    group by m.subject_id, r.field
),

blanks as (
    select
        a.subject_id,
        sum(case when f.person_id is null then 1 else 0 end) as n,
        min(case when f.person_id is null then a.place * 100 + length(a.field) end) as first_place
    from asked as a
    left join filled as f
        on a.subject_id = f.person_id and a.field = f.field and f.from_on <= cast($as_of as date)
    group by a.subject_id
),

first_blanks as (
    select a.subject_id, min(a.field) as field
    from asked as a
    inner join blanks as b on a.subject_id = b.subject_id and a.place * 100 + length(a.field) = b.first_place
    left join filled as f
        on a.subject_id = f.person_id and a.field = f.field and f.from_on <= cast($as_of as date)
    where f.person_id is null
    group by a.subject_id
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
