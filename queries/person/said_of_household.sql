-- What did ledgers say of this household, row by row, the earliest first? Rosters by its people, relief and house
-- ledgers by whoever they name for it. An address and a telephone are the household's where the head's own row gives them.
with its_rows as (
    select s.*
    from statements as s
    inner join household_members as m on s.person_id = m.person_id
    where m.household_id = $household and s.kind = 'roster'
    union
    select s.*
    from statements as s
    inner join sources as o on s.batch_id = o.batch_id and s.sheet = o.sheet and s.row_no = o.row_no
    where o.subject_id = $household and s.kind in ('relief', 'houses')
)
select
    i.ord, i.sheet, i.row_no, i.ledger_on, b.file,
    coalesce(i.head_name, case when i.who_name = h.head_name then i.who_name end) as head_name,
    i.household_size, i.unit_id,
    case when i.kind <> 'roster' or i.who_name = h.head_name then i.address end as address,
    case when i.kind <> 'roster' or i.who_name = h.head_name then i.phone end as phone
from its_rows as i
inner join households as h on h.household_id = $household
inner join batches as b on i.batch_id = b.batch_id
order by i.ord
