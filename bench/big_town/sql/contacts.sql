-- The contacts of one town's people over the year up to $until: 24 a person on average, never two on a day.
create or replace temp table contacts as
with wanted as (
    select
        p.*, h.helper_name, h.helper_kind, h.paired_on, coalesce(h.unpaired_on, getvariable('until') + 1) as unpaired_on,
        case
            when chance(p.person, 'often') + p.slack < 0.02 then 0
            when chance(p.person, 'often') < 0.10 + p.slack then 8
            when chance(p.person, 'often') < 0.30 + p.slack then 16
            when chance(p.person, 'often') < 0.74 then 27
            else 37
        end as n
    from people as p
    left join helped as h on p.person = h.person
),
dated as (
    select
        *, person * 64 + j as key,
        getvariable('since') + cast(floor((j + 0.89 * chance(person * 64 + j, 'day')) * 365 / n) as integer) as on_day
    from (select *, unnest(range(n)) as j from wanted)
),
made as (
    select
        *,
        case
            -- After the end of term teachers go to their pupils' homes.
            when class_unit_id is not null and on_day > getvariable('until') - 15 and k < 0.8 then 'home_visit'
            when class_unit_id is not null then
                case when k < 0.25 then 'talk' when k < 0.31 then 'home_visit' when k < 0.80 then 'visit' when k < 0.98 then 'phone' else 'video' end
            when k < 0.72 then 'visit' when k < 0.96 then 'phone' when k < 0.99 then 'condolence' else 'video'
        end as contact_kind
    from (select *, chance(key, 'kind') as k from dated)
    where on_day <= getvariable('until') and on_day >= joined_on and (gone_on is null or on_day < gone_on)
)
select
    person, village_no, unit_id, village, class_unit_id, regexp_extract(coalesce(class_unit_id, ''), '([^/]*)/[^/]*$', 1) as school, class_name,
    name, id_no, on_day, contact_kind, contact_kind in ('talk', 'home_visit') as by_school,
    case
        when contact_kind in ('talk', 'home_visit') then
            case when helper_kind = 'teacher' then helper_name else a_name('teacher|' || class_unit_id || '|0') end
        when helper_name is not null and helper_kind <> 'teacher' and on_day >= paired_on and on_day < unpaired_on and chance(key, 'by') < 0.65
            then helper_name
        else a_name('cadre|' || cast(village_no as varchar) || '|' || cast(upto(8, key, 'cadre') as varchar))
    end as contact_by,
    -- In some villages everybody writes the same few notes.
    case when village_no % 13 = 7 then a_note(family, village_no * 8 + upto(5, key, 'copied'), 'note') else a_note(family, key, 'note') end as contact_text,
    case when chance(key, 'found') < 0.04 then '已记录，待解决' end as found_problem,
    on_day + upto(9, key, 'entered') as entered_on,
    case when contact_kind = 'home_visit' and on_day > getvariable('until') - 15 and chance(key, 'books') < 0.9 then 1 + upto(3, key, 'books') end as gift_books
from made;
