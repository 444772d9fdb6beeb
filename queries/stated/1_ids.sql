-- What ledgers state, row by row, and of which person: `ord` is the order in which it counts, later statements hold.
-- Only the fields that some ledger has are kept here; the others are nulls of view base.statements (queries/who.sql),
-- which say again what follows from a row alone.
--
-- Who is who: a person is known by ID, else by school-register number, else by name + unit + team (domain.md 2.0). A row
-- without ID that is no roster finds its person by name and unit only where exactly one fits; never a guess.

-- An ID that one ledger leaves out, another gives: beside the register number, or beside name and household head.
create temp table id_by_student_no as
select student_no, min(own_id_no) as id_no from base.told
where student_no is not null and own_id_no is not null
group by student_no having count(distinct own_id_no) = 1;

create temp table id_by_family as
select head_id, who_name, min(own_id_no) as id_no from base.told
where head_id is not null and own_id_no is not null
group by head_id, who_name having count(distinct own_id_no) = 1;
