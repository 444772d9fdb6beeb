-- Which duties are not done on $as_of, of every indicator? One row an indicator, subject, duty and unit, with what
-- gaps/unmet.sql and gaps/rows.sql say of it. The placeholder is every indicator's rows that are not met, below each other.
-- `before`: as in listing.sql. `leads`: true of the one duty by which a subject is counted, false of its others, null where
-- the duties do not all stand in the same units under the same groups, so that subjects have to be told apart;
-- `leads_indicator` and `leads_severity`: the same of its duties of an indicator, and of those of the same severity.
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

judged as (
    select
        *, case when due_on > cast($as_of as date) then 'low' else severity end as severity_now,
        hash(unit_id, before, groups) as standing
    from placed
),

-- A duty may stand in two units: all that is said of where it stands.
stands as (
    select subject_id, indicator, severity_now, coalesce(duty, '') as duty, sum(standing) as standing
    from judged
    group by subject_id, indicator, severity_now, coalesce(duty, '')
),

by_severity as (
    select
        subject_id, indicator, severity_now, min(duty) as first_duty,
        min(standing) as least, max(standing) as most
    from stands
    group by subject_id, indicator, severity_now
),

by_indicator as (
    select
        subject_id, indicator, min(first_duty) as first_duty, min(least) as least, max(most) as most
    from by_severity
    group by subject_id, indicator
),

by_subject as (
    select subject_id, min(indicator) as first_indicator, min(least) as least, max(most) as most
    from by_indicator
    group by subject_id
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
        m.indicator, m.severity_now as severity,
        m.subject_id, m.duty, m.unit_id, p.unit_no, m.due_on, date_diff('day', m.due_on, cast($as_of as date)) as days_late,
        m.done_on,
        case when m.responsible is null or m.responsible = p.responsible_name then coalesce(p.in_charge, m.responsible) else m.responsible end as responsible,
        m.why, c.last_contact_on, m.groups, m.before,
        case when e.least = e.most then m.indicator = e.first_indicator and coalesce(m.duty, '') = i.first_duty end as leads,
        case when i.least = i.most then coalesce(m.duty, '') = i.first_duty end as leads_indicator,
        case when v.least = v.most then coalesce(m.duty, '') = v.first_duty end as leads_severity,
        s.kind, s.name, s.team, s.gender, s.birth_date, s.phone
    from judged as m
    inner join listed as s on m.subject_id = s.subject_id
    left join places as p on m.unit_id is not distinct from p.unit_id
    left join last_contact as c on m.subject_id = c.subject_id
    inner join by_subject as e on m.subject_id = e.subject_id
    inner join by_indicator as i on m.indicator = i.indicator and m.subject_id = i.subject_id
    inner join by_severity as v
        on m.indicator = v.indicator and m.subject_id = v.subject_id and m.severity_now = v.severity_now
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
