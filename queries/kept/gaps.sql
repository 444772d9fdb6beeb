-- Which duties are not done on $as_of, of every indicator? One row an indicator, subject, duty and unit, with what
-- gaps/unmet.sql and gaps/rows.sql say of it. The placeholder is every indicator's rows that are not met, below each other.
-- `before`: as in listing.sql; `sole`: the only duty of its indicator that the subject has not done.
-- A duty whose deadline is still to come is of low severity, whatever its indicator says.
with unmet as (
{unmet}
),

several as (
    select indicator, subject_id, duty from unmet group by indicator, subject_id, duty having count(*) > 1
),

placed as (
    select u.*, cast(null as varchar) as before
    from unmet as u
    anti join several as s on u.indicator = s.indicator and u.subject_id = s.subject_id and u.duty = s.duty
    union all
    select
        u.*,
        string_agg(chr(10) || u.unit_id || '/', '') over (
            partition by u.indicator, u.subject_id, u.duty
            order by length(u.unit_id) - length(replace(u.unit_id, '/', '')), u.unit_id
            rows between unbounded preceding and 1 preceding
        ) || chr(10)
    from unmet as u
    semi join several as s on u.indicator = s.indicator and u.subject_id = s.subject_id and u.duty = s.duty
),

of_several_duties as (
    select indicator, subject_id from unmet group by indicator, subject_id having min(duty) <> max(duty)
),

listed as (
    select s.* from (select distinct subject_id from unmet) as u
    inner join subjects as s on u.subject_id = s.subject_id
),

{{gaps/last_contact}}
,
{{kept/places}}
,
told as (
    select
        m.indicator, case when m.due_on > cast($as_of as date) then 'low' else m.severity end as severity,
        m.subject_id, m.duty, m.unit_id, p.unit_no, m.due_on, date_diff('day', m.due_on, cast($as_of as date)) as days_late,
        m.done_on,
        case when m.responsible is null or m.responsible = p.responsible_name then coalesce(p.in_charge, m.responsible) else m.responsible end as responsible,
        m.why, c.last_contact_on, m.groups, m.before, d.subject_id is null as sole,
        s.kind, s.name, s.team, s.gender, s.birth_date, s.phone
    from placed as m
    inner join listed as s on m.subject_id = s.subject_id
    left join places as p on m.unit_id is not distinct from p.unit_id
    left join last_contact as c on m.subject_id = c.subject_id
    left join of_several_duties as d on m.indicator = d.indicator and m.subject_id = d.subject_id
)

-- In the order of the list but for names (`place`), so that a page reads little of it.
select
    *,
    cast(dense_rank() over (
        order by
            case severity when 'high' then 1 when 'middle' then 2 else 3 end,
            days_late desc nulls last, last_contact_on nulls first, unit_no
    ) as integer) as place
from told
order by place
