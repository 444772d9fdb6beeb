-- The contacts of the town from one day up to another: what villages report, then what schools do. The village $without
-- has not sent its last month yet.
select
    cast(row_number() over (order by by_school, village_no, on_day, person) as integer) as row_id, 'contacts' as kind,
    case when by_school then '谈心家访' else '走访台账' end as sheet,
    cast(row_number() over (partition by by_school order by village_no, on_day, person) + 1 as integer) as row_no,
    case when not by_school then unit_id end as unit_id, case when by_school then class_unit_id end as class_unit_id,
    cast($upto as date) as ledger_on,
    case when not by_school then village end as village, case when by_school then school end as school, case when by_school then class_name end as class_name,
    on_day as contact_on, contact_by, name, id_no, contact_kind, contact_text, found_problem, entered_on, gift_books, 'day' as contact_precision
from contacts
where on_day >= cast($since as date) and on_day <= cast($upto as date) and (village_no <> $without or on_day < $without_since)
order by by_school, village_no, on_day, person;
