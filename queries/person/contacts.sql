-- Every contact with this person. One row a contact, the latest first.
select on_day, kind, by_name, text, entered_on, precision from contacts where person_id = $person order by on_day desc, contact_id
