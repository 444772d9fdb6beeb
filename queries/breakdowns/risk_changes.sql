-- Whose colour of risk changed, when and how? One row a change in the year before $as_of (x = month, series = from>to).
select
    p.person_id as subject_id, p.unit_id, p.class_id,
    substr(cast(r.from_on as varchar), 1, 7) as x,
    r.risk_before || '>' || r.risk as series, 1 as amount
from risks as r
inner join people as p on r.person_id = p.person_id
where r.risk_before is not null
    and r.from_on <= cast($as_of as date) and date_diff('day', r.from_on, cast($as_of as date)) <= 366
