
-- The people in an open case.
select distinct subject_id from mine where kind = 'person'
