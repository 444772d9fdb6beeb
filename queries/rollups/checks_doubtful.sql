
-- Whoever stands in an open case of a check of visits or of high severity (the checks given).
select distinct subject_id from mine where kind = 'person'
