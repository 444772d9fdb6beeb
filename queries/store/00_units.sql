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
)
select
    unit_id,
    regexp_replace(unit_id, '/[^/]*$', '') as parent_id,
    name, name_en, kind, responsible_name, responsible_phone, position,
    len(string_split(unit_id, '/')) as depth
from (
    select unit_id, name, name_en, kind, responsible_name, responsible_phone, position from stated
    union all
    select unit_id, regexp_extract(unit_id, '[^/]*$'), null, 'class', null, null, 100000 from classes
);
update base.units set parent_id = null where parent_id = unit_id;

-- For a class for which nobody is named, whoever answers for its school does.
update base.units as c set responsible_name = s.responsible_name, responsible_phone = s.responsible_phone
from base.units as s
where c.parent_id = s.unit_id and c.kind = 'class' and c.responsible_name is null;

-- Each unit with every unit above it, itself and '' (everything) included.
create table base.unit_above as
select unit_id, unnest(list_transform(range(1, depth + 1), lambda i: array_to_string(string_split(unit_id, '/')[1:i], '/')) || ['']) as above_id
from base.units;
