-- Who made these people's ($ids) contacts, and who are their helpers? One row a name; the sample itself holds none.
with

asked as (select unnest(cast($ids as bigint[])) as person_id),

the_answer as (
    select distinct c.person_id as subject_id, 'contact' as claim, c.kind as ref, c.on_day, c.by_name as name
    from contacts as c
    inner join asked as a on c.person_id = a.person_id
    where c.on_day <= cast($as_of as date) and c.by_name is not null
    union all
    select distinct p.person_id, 'helper', cast(p.helper_id as varchar), cast(null as date), h.name
    from pairings as p
    inner join asked as a on p.person_id = a.person_id
    inner join helpers as h on p.helper_id = h.helper_id
)

select * from the_answer order by subject_id, claim, on_day, ref, name
