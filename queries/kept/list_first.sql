-- When what stands first in a list of what is not met is due: the longest undone. Asked of a question's rows, since nobody who
-- asks it needs the list: of a million people's overview the lists took more than all else together.
select due_on from {rows}
where not met
    and ($unit = '' or unit_id = $unit or starts_with(unit_id, $unit || '/'))
    and ($duty = '' or duty = $duty)
    and ($group = '' or (groups & $bit) <> 0)
order by coalesce(done_on, date '0001-01-01'), coalesce(due_on, date '0001-01-01')
limit 1
