select
    cast(row_number() over (order by person) as integer) as row_id, 'pairing' as kind, '结对' as sheet,
    cast(row_number() over (order by person) + 2 as integer) as row_no,
    unit_id, cast(null as varchar) as class_unit_id, getvariable('until') as ledger_on,
    name, id_no, village, helper_name, helper_kind, helper_phone, paired_on,
    case when unpaired_on is null then 'active' else 'ended' end as pairing_state, unpaired_on,
    case when unpaired_on is not null then '帮扶人调离' end as unpaired_reason
from helped
order by person;
