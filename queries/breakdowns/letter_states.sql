-- How many guardianship letters are signed and valid? One row a child on the roll on $as_of; x = valid, ends_soon (runs
-- out within 60 days), run_out or missing. The signing rate (签订率) is valid and ends_soon of all.
with

children as (
    select distinct m.subject_id
    from memberships as m
    inner join file_rules as r on m.group_id = r.group_id and r.field = 'guardian_name'
    where m.from_on <= cast($as_of as date) and m.to_on > cast($as_of as date)
),

signed as (
    select person_id, max(coalesce(until_on, cast('9999-12-31' as date))) as until_on
    from letters
    where from_on <= cast($as_of as date)
    group by person_id
),

the_answer as (
    select
        c.subject_id, p.unit_id, p.class_id,
        case
            when s.person_id is null then 'missing'
            when s.until_on < cast($as_of as date) then 'run_out'
            when date_diff('day', cast($as_of as date), s.until_on) <= 60 then 'ends_soon'
            else 'valid'
        end as x,
        '' as series, 1 as amount
    from children as c
    inner join people as p on c.subject_id = p.person_id
    left join signed as s on c.subject_id = s.person_id
)

select * from the_answer
