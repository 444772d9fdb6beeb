select
    cast(row_number() over (order by len(string_split(path, '/')), kind_ = 'school', path) as integer) as row_id, 'units' as kind, '单位清单' as sheet,
    cast(row_number() over (order by len(string_split(path, '/')), kind_ = 'school', path) + 1 as integer) as row_no,
    path as unit_id, cast(null as varchar) as class_unit_id, cast(null as date) as ledger_on,
    regexp_extract(path, '[^/]*$') as unit_name, kind_ as unit_kind,
    nullif(regexp_extract(path, '([^/]*)/[^/]*$', 1), '') as parent_name, cast(null as varchar) as name_en,
    a_name('lead|' || path) as responsible_name, '负责人' as responsible_position, a_phone('lead|' || path) as responsible_phone
from listed
order by 1;
