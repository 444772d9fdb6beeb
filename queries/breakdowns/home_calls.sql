-- Are the telephones of the homes for pupils used? One row a session of calls in the year up to $as_of; x = month,
-- series = the unit whose home it is, amount = calls made.
select
    s.subject_id, c.unit_id, cast(null as varchar) as class_id,
    substr(cast(c.on_day as varchar), 1, 7) as x, c.unit_id as series, c.calls as amount
from calls as c
inner join subjects as s on c.unit_id = s.unit_id and s.kind = 'unit'
where c.on_day <= cast($as_of as date) and date_diff('day', c.on_day, cast($as_of as date)) <= 366
