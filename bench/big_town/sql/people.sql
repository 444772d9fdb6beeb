-- The people of one town (temp table villages): everything that its ledgers will say of them.
create or replace temp table people as
with places as (
    select *, case when number % 11 = 5 then 0.14 when number % 7 = 3 then 0.07 else 0 end as slack from villages
),
born as (
    select
        first + pos as person, number as village_no, path as unit_id, regexp_extract(path, '[^/]*$') as village, slack, size, pos,
        regexp_replace(path, '/[^/]*$', '') as town_id, town_code, nth_in_town,
        chance(first + pos, 'type') as t, chance(first + pos, 'age') as a
    from (select *, unnest(range(size)) as pos from places)
),
typed as (
    select
        *,
        case
            when t < 0.220 then 'left_behind_children' when t < 0.280 then 'children_in_difficulty'
            when t < 0.285 then 'children_without_care' when t < 0.289 then 'orphans'
            when t < 0.450 then 'elderly_alone' when t < 0.580 then 'elderly_empty_nest'
            when t < 0.660 then 'elderly_left_behind' when t < 0.680 then 'left_behind_women'
            when t < 0.810 then 'minimum_living' when t < 0.845 then 'hardship_home'
            when t < 0.852 then 'hardship_in_care' when t < 0.885 then 'near_threshold'
            when t < 0.912 then 'monitored' when t < 0.957 then 'disabled_severe'
            when t < 0.975 then 'veterans' when t < 0.977 then 'martyrs_survivors'
            when t < 0.987 then 'party_veterans' else 'bereaved_families'
        end as main_group,
        case when t < 0.289 then 'children' when t < 0.66 then 'elderly' else 'others' end as family
    from born
),
aged as (
    select
        *,
        getvariable('until') - cast(case
            when family = 'children' then 900 + a * 4700
            when family = 'elderly' then 22000 + a * 11500
            when main_group = 'left_behind_women' then 9200 + a * 12000
            when main_group in ('hardship_home', 'hardship_in_care', 'party_veterans') then 22500 + a * 11000
            when main_group in ('veterans', 'bereaved_families', 'martyrs_survivors') then 20000 + a * 12000
            else 7500 + a * 20000
        end as integer) as birth_date,
        case when main_group = 'left_behind_women' or chance(person, 'sex') < 0.5 then 'female' else 'male' end as gender,
        case
            when family = 'children' and chance(person, 'second') < 0.12 then ',minimum_living'
            when family = 'elderly' and chance(person, 'second') < 0.10 then ',minimum_living'
            when family = 'elderly' and chance(person, 'second') < 0.15 then ',disabled_severe'
            else ''
        end as second_group
    from typed
),
numbered as (
    select
        *, row_number() over (partition by birth_date order by person) * 2 + case gender when 'male' then 1 else 0 end as serial,
        date_diff('year', birth_date, getvariable('until')) as age
    from aged
),
placed as (
    select
        *, main_group || second_group as groups, a_name(person) as name,
        id_number(town_code || strftime(birth_date, '%Y%m%d') || lpad(cast(serial as varchar), 3, '0')) as id_no,
        case when family = 'children' and age between 6 and 14
            then regexp_extract(town_id, '[^/]*$') || '第' || cast(nth_in_town // 2 + 1 as varchar) || case when age < 12 then '小学' else '中学' end end as school,
        case when family = 'children' and age between 6 and 14 then ['一', '二', '三', '四', '五', '六', '七', '八', '九'][age - 5] || '年级1班' end as class_name,
        case
            when chance(person, 'new') < 0.05 then getvariable('since') + upto(300, person, 'joined')
            else getvariable('since') - 1 - upto(1500, person, 'joined')
        end as joined_on
    from numbered
),
left_then as (
    select
        *, case when school is not null then town_id || '/' || school || '/' || class_name end as class_unit_id,
        case when chance(person, 'left') < 0.045 then greatest(joined_on, getvariable('since')) + 20 + upto(40, person, 'left_on') end as gone_on
    from placed
)
select
    * exclude (gone_on),
    case when chance(person, 'died') >= 0.3 then gone_on end as left_on,
    case when chance(person, 'died') < 0.3 then gone_on end as died_on,
    gone_on
from left_then;

create or replace temp table helped as
-- Whoever needs a helper, and who that is: pupils have a teacher or somebody of their own, the others share.
with needing as (
    select
        *,
        case
            when family = 'children' and class_unit_id is not null and chance(person, 'teacher') < 0.6
                then 'teacher|' || class_unit_id || '|' || cast(upto(greatest(size // 60, 1), person, 'which') as varchar)
            when family = 'children' then 'mother|' || cast(person as varchar)
            else 'other|' || cast(village_no as varchar) || '|' || cast(upto(greatest(size // 6, 1), person, 'which') as varchar)
        end as helper_key
    from people
    where main_group not in ('left_behind_women', 'hardship_in_care', 'minimum_living', 'near_threshold', 'veterans', 'martyrs_survivors', 'party_veterans')
        or second_group = ',disabled_severe'
)
select
    *, a_name(helper_key) as helper_name, a_phone(helper_key) as helper_phone,
    case split_part(helper_key, '|', 1)
        when 'teacher' then 'teacher' when 'mother' then 'proxy_mother'
        else ['cadre', 'party_member', 'neighbour', 'volunteer'][upto(4, helper_key, 'kind') + 1]
    end as helper_kind,
    least(greatest(joined_on, getvariable('since') - 400) + upto(200, person, 'paired'), coalesce(gone_on, getvariable('until'))) as paired_on,
    case when chance(person, 'unpaired') < 0.03 then getvariable('until') - 1 - upto(60, person, 'unpaired') end as unpaired_on
from needing
where chance(person, 'helper') >= 0.06 + slack;
