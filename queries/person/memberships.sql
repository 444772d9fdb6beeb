-- Which groups has this person been in? One row a group.
select group_id, from_on, to_on, left_reason from memberships where subject_id = $person order by from_on, group_id
