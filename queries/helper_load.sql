-- Can the helpers cope? One row a helper with at least one pairing on $as_of.
-- Met: a teacher has at most $teacher pupils; anyone else at most $child children (one to one) and $other households
-- or people in all. Members of one household are one charge (domain.md 4.3, B2).
with

memberships_then as (
    select subject_id, group_id from memberships
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

on_roll as (
    select m.subject_id, max(case when g.is_child then 1 else 0 end) as is_child
    from memberships_then as m
    left join helper_groups as g on m.group_id = g.group_id
    group by m.subject_id
),

charges as (
    select
        p.helper_id, h.kind, o.is_child,
        case when h.kind = 'teacher' then p.person_id else coalesce(q.household_id, p.person_id) end as charge
    from pairings as p
    inner join helpers as h on p.helper_id = h.helper_id
    inner join people as q on p.person_id = q.person_id
    inner join on_roll as o on p.person_id = o.subject_id
    where p.from_on <= cast($as_of as date) and p.to_on > cast($as_of as date)
),

loads as (
    select
        helper_id,
        max(kind) as kind,
        count(distinct charge) as load,
        count(distinct case when is_child = 1 then charge end) as children
    from charges
    group by helper_id
),

limited as (
    select
        l.helper_id, h.name, h.unit_id,
        l.kind <> 'teacher' and l.children > $child as too_many_children,
        l.load, l.children,
        case when l.kind = 'teacher' then $teacher else $other end as most
    from loads as l
    inner join helpers as h on l.helper_id = h.helper_id
    -- Only helpers who answer to a unit of the asker: of others, not all whom they help are seen.
    inner join subjects as s on l.helper_id = s.subject_id
),

the_answer as (
    select
        helper_id as subject_id, '' as duty, unit_id,
        load <= most and not too_many_children as met,
        cast(null as date) as due_on,
        cast(null as date) as done_on,
        name as responsible,
        case
            when too_many_children then 'helps_children|' || cast(children as varchar) || '|' || cast($child as varchar)
            else 'helps|' || cast(load as varchar) || '|' || cast(most as varchar)
        end as why
    from limited
)

select * from the_answer
