-- One of the town's rosters ($which: children, elderly, others: who was on the roll as the year began), or its ledger of
-- changes: whoever came, left or died since.
select
    cast(row_number() over (order by person) as integer) as row_id, 'roster' as kind, '花名册' as sheet,
    cast(row_number() over (order by person) + 3 as integer) as row_no,
    unit_id, class_unit_id,
    case when $which = 'changes' then getvariable('until') else getvariable('since') end as ledger_on,
    village, cast(1 + person % 9 as varchar) || '组' as team, name, gender, '汉族' as ethnic, id_no, cast(age as integer) as age, groups, joined_on as since,
    case when family = 'children' then case when chance(person, 'risk') < 0.02 then 'red' when chance(person, 'risk') < 0.2 then 'yellow' when chance(person, 'risk') < 0.6 then 'blue' else 'green' end end as risk,
    case when chance(person, 'health') < 0.04 then null when chance(person, 'health') < 0.6 then '健康' when chance(person, 'health') < 0.85 then '患病' else '残疾' end as health,
    school, class_name,
    case when family = 'children' then case when chance(person, 'guardian') >= 0.05 then a_name(-person - 1) end end as guardian_name,
    case when family = 'children' then case when chance(person, 'guardian') >= 0.05 then ['祖孙', '父子', '母子', '叔侄'][upto(4, person, 'relation') + 1] end end as guardian_relation,
    case when family = 'children' then case when chance(person, 'guardian') >= 0.09 then a_phone(-person - 1) end end as guardian_phone,
    case when family = 'children' and chance(person, 'letter') < 0.85 then getvariable('since') - upto(300, person, 'letter_on') end as letter_on,
    case when family = 'children' and chance(person, 'letter') < 0.85 then getvariable('since') + 200 + upto(600, person, 'letter_until') end as letter_until,
    case when family = 'children' then chance(person, 'card') < 0.9 end as contact_card,
    case when family = 'children' and chance(person, 'file') < 0.93 then '一般' end as file_life,
    case when family = 'children' and chance(person, 'file') < 0.9 then '良好' end as file_mind,
    case when family = 'children' and chance(person, 'file') < 0.95 then '安全' end as file_safety,
    case when family <> 'children' and chance(person, 'phone') < 0.93 then a_phone(person) end as phone,
    regexp_extract(town_id, '[^/]*$') || village || cast(1 + person % 9 as varchar) || '组' || cast(1 + upto(cast(size * 0.8 as integer) + 1, person, 'door') as varchar) || '号' as address,
    case when family = 'others' then name end as head_name,
    case when family = 'others' then id_no end as head_id,
    case when family = 'others' then 1 + upto(5, person, 'household') end as household_size,
    case when $which = 'changes' then left_on end as left_on,
    case when $which = 'changes' and left_on is not null then '不再符合条件' end as left_reason,
    case when $which = 'changes' then died_on end as died_on,
    cast(null as varchar) as note
from people
where case when $which = 'changes' then joined_on >= getvariable('since') or gone_on is not null else family = $which and joined_on < getvariable('since') end
order by person;
