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
left join base.people_at_home as p on s.person_id = p.person_id
where s.kind in ('relief', 'houses') and s.who_name is not null;

-- A household lies where its head lives, whatever rows elsewhere say of its members, and is reached and counted as rows of
-- that place say; where no roll lists the head, or the head has died, it is where the last row says.
create table base.households as
with heads as (
    select p.household_id, min(v.unit_id) as unit_id
    from base.people_at_home as p
    inner join base.stays as v on p.person_id = v.person_id and v.branch = 'village' and v.to_on = date '9999-12-31'
    where p.household_key = 'id|' || p.id_no and p.person_id not in (select person_id from base.deaths)
    group by p.household_id
),
mentioned as (
    select
        p.household_id,
        s.ord,
        coalesce(s.head_name, case when p.household_key = 'id|' || s.id_no then s.name end) as head_name,
        s.household_size, s.unit_id, s.address, s.phone, p.household_key = 'id|' || p.id_no as of_head
    from base.statements as s
    inner join base.people_at_home as p on s.person_id = p.person_id
    where s.kind = 'roster' and p.household_key is not null and s.ord not in (select ord from base.gone_elsewhere)
    union all
    select
        subject_key('household|' || h.household_key), s.ord, s.who_name, s.household_size, s.unit_id, s.address, s.phone, true
    from base.statements as s
    inner join base.row_household as h on s.ord = h.ord
),
placed as (
    select
        m.*, h.unit_id as home_id,
        h.unit_id is null or coalesce(m.unit_id, h.unit_id) = h.unit_id as is_there
    from mentioned as m
    left join heads as h on m.household_id = h.household_id
)
select
    household_id,
    arg_max(head_name, ord) as head_name,
    arg_max(case when is_there then household_size end, ord) as size,
    coalesce(max(home_id), arg_max(unit_id, ord)) as unit_id,
    coalesce(
        arg_max(case when is_there and of_head and home_id is not null then address end, ord), arg_max(case when is_there then address end, ord)
    ) as address,
    arg_max(case when is_there then phone end, ord) as phone
from placed
group by household_id;

create table base.people as
with own_household as (
    select person_id, subject_key('household|' || min(household_key)) as household_id
    from base.row_household where person_id is not null group by person_id
),
last_village as (select person_id, unit_id from base.stays where branch = 'village' and to_on = date '9999-12-31'),
last_class as (select person_id, unit_id from base.stays where branch = 'class' and to_on = date '9999-12-31'),
people_told as (
    -- The last thing that any roster said of each field.
    select
        s.person_id,
        arg_max(s.who_name, s.ord) as name,
        arg_max(s.who_id, s.ord) as id_no,
        arg_max(s.student_no, s.ord) as student_no,
        coalesce(
            arg_max(s.gender, s.ord),
            -- digit 17 of an ID: odd = male (domain.md 8)
            case try_cast(substr(arg_max(s.who_id, s.ord), 17, 1) as integer) % 2 when 1 then 'male' when 0 then 'female' end
        ) as gender,
        coalesce(
            arg_max(s.birth_date, s.ord),
            try_cast(substr(arg_max(s.who_id, s.ord), 7, 4) || '-' || substr(arg_max(s.who_id, s.ord), 11, 2) || '-' || substr(arg_max(s.who_id, s.ord), 13, 2) as date),
            cast(arg_max(s.ledger_on - s.age * interval 1 year, s.ord) as date)
        ) as birth_date,
        arg_max(s.phone, s.ord) as phone,
        arg_max(s.address, s.ord) as address,
        arg_max(s.team, s.ord) as team,
        arg_max(s.health, s.ord) as health,
        try_cast(arg_max(s.disability_level, s.ord) as integer) as disability_level,
        arg_max(s.schooling, s.ord) as schooling,
        arg_max(s.boarding, s.ord) as boarding,
        arg_max(s.risk, s.ord) as risk,
        arg_max(s.guardian_name, s.ord) as guardian_name,
        arg_max(s.guardian_relation, s.ord) as guardian_relation,
        arg_max(s.guardian_phone, s.ord) as guardian_phone
    from base.statements as s
    where s.kind = 'roster' and s.person_id is not null and s.ord not in (select ord from base.gone_elsewhere)
    group by s.person_id
)
select
    p.*,
    d.died_on,
    v.unit_id,
    c.unit_id as class_id,
    coalesce(h.household_id, o.household_id) as household_id
from people_told as p
inner join base.people_at_home as h on p.person_id = h.person_id
left join own_household as o on p.person_id = o.person_id
left join base.deaths as d on p.person_id = d.person_id
left join last_village as v on p.person_id = v.person_id
left join last_class as c on p.person_id = c.person_id
order by v.unit_id, p.person_id;
