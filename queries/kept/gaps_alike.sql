-- The kept gaps, those that count alike together: `n` duties each. Only who has several duties not done of an indicator
-- could be counted twice, and stands alone.
select
    unit_id, before, indicator, severity, groups, case when not sole then subject_id end as subject_id,
    cast(count(*) as integer) as n
from {gaps}
group by unit_id, before, indicator, severity, groups, case when not sole then subject_id end
