-- When was this person away? One row an absence.
select from_on, to_on, reason from absences where person_id = $person order by from_on
