-- What gaps/counts.sql says, looked up.
select
    case when place = $unit then '' else rtrim(place, '/') end as unit_id,
    indicator, severity, duties, case when place = $unit then subjects else 0 end as subjects
from {tally}
where group_id = $group and (place = $unit or above = $unit and severity <> '')
