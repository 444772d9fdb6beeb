-- To which households does this person belong: by the roster, and by the relief and house ledgers? One row a household.
select household_id from household_members where person_id = $person
