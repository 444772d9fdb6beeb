-- Which person each row speaks of.
create temp table known as
select distinct person_id from known_keys;

-- Only other ledgers look for people by name, and only for whom they give no key that a roster has.
create temp table sought as
select distinct k.who_name
from keyed as k
left join known_keys as o on k.person_key = o.person_key
where k.kind <> 'roster' and k.person_key is not null and o.person_key is null;

create temp table roll as
select distinct o.person_id, r.who_name, r.who_id, r.unit_id, r.class_unit_id, r.team
from rosters as r
inner join known_keys as o on r.person_key = o.person_key
where r.who_name in (select who_name from sought);

create temp table by_name as
select who_name, place, min(person_id) as person_id, max(who_id) as who_id
from (
    select distinct person_id, who_name, who_id, unnest([unit_id, class_unit_id, '']) as place from roll
)
where place is not null
group by who_name, place
having count(distinct person_id) = 1;

create temp table by_team as
select who_name, unit_id, team, min(person_id) as person_id, max(who_id) as who_id
from roll
where team is not null
group by who_name, unit_id, team
having count(distinct person_id) = 1;

create temp view of_whom as
with named as (
    select
        k.*, o.person_id as own_id,
        -- A key that no roster has may still be one that a clerk said to be somebody.
        case
            when o.person_id is null and (select count(*) from base.decisions where same) > 0 then subject_key('person|' || k.person_key)
        end as other_key
    from keyed as k
    left join known_keys as o on k.person_key = o.person_key
)
select
    n.* exclude (own_id, other_key, who_name, own_id_no, who_id, person_key),
    coalesce(
        n.own_id,
        w.person_id,
        case when n.who_id is null or t.who_id is null then t.person_id end,
        case when n.who_id is null or b.who_id is null then b.person_id end
    ) as person_id
from named as n
left join base.decisions as d on n.other_key = d.person_id and d.same
left join known as w on coalesce(d.other_id, n.other_key) = w.person_id
left join by_team as t
    on n.own_id is null and n.person_key is not null and n.kind <> 'roster' and n.who_name = t.who_name and n.unit_id = t.unit_id and n.team = t.team
left join by_name as b
    on n.own_id is null and n.person_key is not null and n.kind <> 'roster' and n.who_name = b.who_name and coalesce(n.unit_id, n.class_unit_id, '') = b.place;
