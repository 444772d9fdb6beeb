-- I9: whose school-register number is not G + ID number, or whose disability certificate does not begin with it?
-- Those on the roll; one row a person and number.
with

roll as (
    select distinct subject_id from memberships
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

certified as (
    select person_id, arg_max(disability_no, ord) as disability_no
    from statements
    where kind = 'roster' and person_id is not null and disability_no is not null and ledger_on <= cast($as_of as date)
    group by person_id
),

told as (
    select person_id, 'student_no' as what from people
    where starts_with(student_no, 'G') and length(student_no) = 19 and id_no is not null and student_no <> 'G' || id_no
    union all
    select p.person_id, 'disability_no' as what
    from people as p
    inner join certified as c on p.person_id = c.person_id
    where p.id_no is not null and not starts_with(c.disability_no, p.id_no)
),

the_answer as (
    select
        cast(t.person_id as varchar) || '|' || t.what as case_key, t.person_id as subject_id, coalesce(p.unit_id, p.class_id) as unit_id,
        cast(null as date) as on_day, cast(null as varchar) as by_name, t.what as why
    from told as t
    inner join roll as r on t.person_id = r.subject_id
    inner join people as p on t.person_id = p.person_id
)

select * from the_answer
