-- Which people match an ID, or a name and unit? One row a person, with groups, household and last contact.
with

last_contact as (
    select person_id, max(on_day) as last_contact_on, count(*) as contacts from contacts group by person_id
),

found as (
    select * from people
    where ($id = '' or id_no = $id)
        and ($name = '' or name = $name)
        and ($unit = '' or unit_id = $unit or starts_with(unit_id, $unit || '/') or class_id = $unit or starts_with(class_id, $unit || '/'))
),

the_answer as (
    select f.*, l.last_contact_on, coalesce(l.contacts, 0) as contact_count
    from found as f
    left join last_contact as l on f.person_id = l.person_id
)

select * from the_answer order by unit_id, name collate zh, person_id
