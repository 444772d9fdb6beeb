-- What rollups/whole.sql says, looked up: the count, by unit one step below $unit, and by duty.
-- Of one duty, its row is both the whole and that of the duty.
select
    unnest(case
        when place <> $unit then ['unit']
        when $duty <> '' then ['whole', 'duty']
        when duty is null then ['whole']
        else ['duty']
    end) as what,
    case when place = $unit then coalesce(duty, '') when place <> '/' then rtrim(place, '/') end as key,
    due, met, not_due
from {tally}
where (place = $unit or above = $unit) and group_id = $group
    and case when $duty <> '' then duty = $duty else place = $unit or duty is null end
order by key
