-- Whom a row is about: the head where it names nobody else. The placeholder in braces is what says the rows.
select
    *,
    coalesce(name, head_name) as who_name,
    case when name is null or name = head_name then coalesce(id_no, head_id) else id_no end as own_id_no
from (
{rows}
)
