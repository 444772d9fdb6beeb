-- The tree of units: those that unit ledgers name, and classes that pupils' rows mention.
-- A unit's id is the path of names from the top.

create table base.units as
with stated as (
    select
        r.unit_id,
        arg_max(r.unit_name, b.imported_at) as name,
        arg_max(r.name_en, b.imported_at) as name_en,
        arg_max(r.unit_kind, b.imported_at) as kind,
        arg_max(r.responsible_name, b.imported_at) as responsible_name,
        arg_max(r.responsible_phone, b.imported_at) as responsible_phone,
        min(r.row_id) as position
    from base.rows as r
    inner join base.batches as b on r.batch_id = b.batch_id
    where r.kind = 'units' and r.unit_id is not null
    group by r.unit_id
),
classes as (
    select distinct class_unit_id as unit_id from base.rows
    where class_unit_id is not null and class_unit_id not in (select unit_id from stated)
),
every_unit as (
    select unit_id, name, name_en, kind, responsible_name, responsible_phone, position from stated
    union all
    select unit_id, regexp_extract(unit_id, '[^/]*$'), null, 'class', null, null, 100000 from classes
),
placed as (
    select *, nullif(regexp_replace(unit_id, '/[^/]*$', ''), unit_id) as parent_id from every_unit
)
select
    u.unit_id, u.parent_id, u.name, u.name_en, u.kind,
    -- For a class for which nobody is named, whoever answers for its school does.
    coalesce(u.responsible_name, s.responsible_name) as responsible_name,
    case when u.responsible_name is null and s.unit_id is not null then s.responsible_phone else u.responsible_phone end as responsible_phone,
    u.position,
    length(u.unit_id) - length(replace(u.unit_id, '/', '')) + 1 as depth
from placed as u
left join every_unit as s on u.parent_id = s.unit_id and u.kind = 'class';

-- Each unit with every unit above it, itself and '' (everything) included.
create table base.unit_above as
select unit_id, unnest(list_transform(range(1, depth + 1), lambda i: array_to_string(string_split(unit_id, '/')[1:i], '/')) || ['']) as above_id
from base.units;
