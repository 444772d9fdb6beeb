-- What was needed on the way.
drop view of_whom;
drop view rosters;
drop view keyed;
drop table id_by_student_no;
drop table id_by_family;
drop table roll;
drop table known_keys;
drop table known;
drop table sought;
drop table by_name;
drop table by_team;
