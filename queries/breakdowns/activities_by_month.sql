-- How many activities of which kind in which month, and whom did they reach? One row an activity held by $as_of, of the
-- year before it; the amount is the people reached.
select
    activity_id as subject_id, unit_id, cast(null as varchar) as class_id,
    substr(cast(held_on as varchar), 1, 7) as x, kind as series, coalesce(reached, 0) as amount
from activities
where held_on <= cast($as_of as date) and date_diff('day', held_on, cast($as_of as date)) <= 366
