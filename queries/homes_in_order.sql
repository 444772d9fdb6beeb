-- Are the homes for special-group pupils open, with a telephone and two teachers? One row a home and duty (open,
-- telephone, teachers) on $as_of; a school without any home owes one (domain.md 1; two teachers: the school's summary).
with

homes as (
    select * from facilities
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

duties as (
    select facility_id, unit_id, 'open' as duty, coalesce(is_open, false) as met,
        case when is_open then 'home_open' when is_open is null then 'home_open_unknown' else 'home_shut' end as why
    from homes
    union all
    select facility_id, unit_id, 'telephone', phone is not null or coalesce(has_phone, false),
        case when phone is not null or has_phone then 'home_phone' else 'home_no_phone' end
    from homes
    union all
    select facility_id, unit_id, 'teachers', teachers >= $teachers,
        case when teachers >= $teachers then 'home_teachers|' else 'home_few_teachers|' end || cast(teachers as varchar)
    from homes
),

schools_without as (
    select s.subject_id, u.unit_id
    from units as u
    inner join subjects as s on u.unit_id = s.unit_id and s.kind = 'unit'
    left join homes as h on u.unit_id = h.unit_id
    where u.kind = 'school' and h.unit_id is null
),

every_duty as (
    select facility_id as subject_id, unit_id, duty, met, why from duties
    union all
    select subject_id, unit_id, 'home', false, 'home_none' from schools_without
),

the_answer as (
    select
        d.subject_id, d.duty, d.unit_id, d.met,
        cast(null as date) as due_on, cast(null as date) as done_on,
        u.responsible_name as responsible, d.why
    from every_duty as d
    left join units as u on d.unit_id = u.unit_id
)

select * from the_answer
