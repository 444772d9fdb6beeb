-- Every contact with this person up to $as_of. One row a contact, the latest first.
select on_day, kind, by_name, text, met_whom, found_problem, entered_on, precision
from contacts where person_id = $person and on_day <= cast($as_of as date)
order by on_day desc, kind, by_name, contact_id
