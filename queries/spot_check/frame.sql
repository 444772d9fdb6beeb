-- Whom can a spot check draw? One row a person on the roll of $units (subtrees; empty = all) and $groups (empty = all).
-- place: the village, or for a pupil without one the school. groups: all of the person's groups on $as_of.
with

memberships_then as (
    select subject_id, list(distinct group_id order by group_id) as groups
    from memberships
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
    group by subject_id
),

stays_then as (
    select
        person_id,
        max(case when branch = 'village' then unit_id end) as village_id,
        max(case when branch = 'class' then unit_id end) as class_id
    from stays
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
    group by person_id
),

chosen as (select unnest(cast($units as varchar[])) as unit_id),

placed as (
    select s.person_id, coalesce(s.village_id, case when c.kind = 'class' then c.parent_id else c.unit_id end) as place
    from stays_then as s
    left join units as c on s.class_id = c.unit_id
    where len(cast($units as varchar[])) = 0
        or exists (
            select 1 from chosen as u
            where s.village_id = u.unit_id or starts_with(s.village_id, u.unit_id || '/')
                or s.class_id = u.unit_id or starts_with(s.class_id, u.unit_id || '/')
        )
),

the_answer as (
    select m.subject_id, p.place, m.groups
    from memberships_then as m
    inner join placed as p on m.subject_id = p.person_id
    where p.place is not null
        and (len(cast($groups as varchar[])) = 0 or list_has_any(m.groups, cast($groups as varchar[])))
)

select * from the_answer order by subject_id
