-- Households: from rosters that name a head, and from relief and house ledgers, whose rows each speak of one household.
-- A head who is on no roster still makes a household (disaster relief reaches people outside the groups).

create table base.row_household as
select
    s.ord, s.batch_id, s.row_id,
    -- As the ledger says: whoever it names stands for the household, so that one paid twice under two names shows.
    case
        when coalesce(s.head_id, s.who_id, p.id_no) is not null then 'id|' || coalesce(s.head_id, s.who_id, p.id_no)
        else 'nm|' || s.who_name || '|' || coalesce(s.unit_id, '')
    end as household_key,
    s.person_id
from base.statements as s
left join base.people_seen as p on s.person_id = p.person_id
where s.kind in ('relief', 'houses') and s.who_name is not null;

create table base.households as
with mentioned as (
    select
        subject_key('household|' || p.household_key) as household_id,
        s.ord,
        coalesce(s.head_name, case when p.household_key = 'id|' || s.id_no then s.name end) as head_name,
        s.household_size, s.unit_id, s.address, s.phone
    from base.statements as s
    inner join base.people_seen as p on s.person_id = p.person_id
    where s.kind = 'roster' and p.household_key is not null
    union all
    select
        subject_key('household|' || h.household_key), s.ord, s.who_name, s.household_size, s.unit_id, s.address, s.phone
    from base.statements as s
    inner join base.row_household as h on s.ord = h.ord
)
select
    household_id,
    arg_max(head_name, ord) as head_name,
    arg_max(household_size, ord) as size,
    arg_max(unit_id, ord) as unit_id,
    arg_max(address, ord) as address,
    arg_max(phone, ord) as phone
from mentioned
group by household_id;

create table base.people as
with own_household as (
    select person_id, min(household_key) as household_key
    from base.row_household where person_id is not null group by person_id
),
last_village as (select person_id, unit_id from base.stays where branch = 'village' and to_on = date '9999-12-31'),
last_class as (select person_id, unit_id from base.stays where branch = 'class' and to_on = date '9999-12-31')
select
    p.* exclude (household_key),
    v.unit_id,
    c.unit_id as class_id,
    case
        when coalesce(p.household_key, o.household_key) is not null
            then subject_key('household|' || coalesce(p.household_key, o.household_key))
    end as household_id
from base.people_seen as p
left join own_household as o on p.person_id = o.person_id
left join last_village as v on p.person_id = v.person_id
left join last_class as c on p.person_id = c.person_id
order by v.unit_id, p.person_id;
