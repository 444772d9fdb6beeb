    select count(*) as total, count(distinct subject_id) as subjects from listed
