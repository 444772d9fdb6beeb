-- What schools and villages do for special groups: activities planned and held; homes for special-group pupils.
-- Rows of these ledgers are about a unit (a class where one is named), not about people.

create table base.activities as
-- One activity = one unit, kind, title and day held; a plan without a held day belongs to the activity of that title
-- held in the same month. Told in two ledgers, it counts once.
with told as (
    select
        ord,
        coalesce(class_unit_id, unit_id) as unit_id,
        coalesce(activity_kind, 'other') as kind,
        activity_title as title,
        case
            when activity_state in ('planned', 'cancelled') then null
            when activity_on is not null then activity_on
            when activity_state = 'held' then activity_planned_on
        end as held_on,
        coalesce(activity_planned_on, case when activity_state in ('planned', 'cancelled') then activity_on end) as planned_on,
        activity_state = 'cancelled' as cancelled,
        activity_reached as reached,
        activity_by as by_name,
        activity_text as text
    from base.statements
    where kind = 'activities' and coalesce(activity_kind, '') <> 'family_call'
),
held as (
    select
        unit_id, kind, title, held_on,
        min(planned_on) as planned_on,
        arg_max(reached, ord) as reached, arg_max(by_name, ord) as by_name, arg_max(text, ord) as text
    from told
    where held_on is not null
    group by unit_id, kind, title, held_on
),
plans as (
    select
        unit_id, kind, title, planned_on,
        arg_max(coalesce(cancelled, false), ord) as cancelled,
        arg_max(by_name, ord) as by_name, arg_max(text, ord) as text
    from told
    where held_on is null and planned_on is not null
    group by unit_id, kind, title, planned_on
),
kept as (
    select p.unit_id, p.kind, p.title, p.planned_on, h.held_on
    from plans as p
    inner join held as h
        on p.unit_id = h.unit_id and p.kind = h.kind and p.title is not distinct from h.title
        and date_trunc('month', p.planned_on) = date_trunc('month', h.held_on)
),
everything as (
    select
        h.unit_id, h.kind, h.title, coalesce(h.planned_on, min(k.planned_on)) as planned_on, h.held_on,
        false as cancelled, h.reached, h.by_name, h.text
    from held as h
    left join kept as k
        on h.unit_id = k.unit_id and h.kind = k.kind and h.title is not distinct from k.title and h.held_on = k.held_on
    group by h.unit_id, h.kind, h.title, h.planned_on, h.held_on, h.reached, h.by_name, h.text
    union all
    select p.unit_id, p.kind, p.title, p.planned_on, null, p.cancelled, null, p.by_name, p.text
    from plans as p
    where not exists (
        select 1 from kept as k
        where k.unit_id = p.unit_id and k.kind = p.kind and k.title is not distinct from p.title and k.planned_on = p.planned_on
    )
)
select
    subject_key(
        'activity|' || unit_id || '|' || kind || '|' || coalesce(title, '') || '|' || cast(coalesce(held_on, planned_on) as varchar)
        || case when held_on is null then '|plan' else '' end
    ) as activity_id,
    *
from everything
order by unit_id, coalesce(held_on, planned_on);

create table base.facilities as
-- One row a home and statement, in force from its ledger's day until the next one's; what a later ledger leaves out,
-- an earlier one still says. Homes of one unit are told apart by name, without the unit's own name in it.
with told as (
    select
        s.ord, s.ledger_on,
        coalesce(s.unit_id, s.class_unit_id) as unit_id,
        replace(s.facility_name, u.name, '') as short_name,
        s.facility_name as name,
        s.facility_open as is_open,
        s.facility_opened_on as opened_on,
        coalesce(s.facility_phone, s.facility_contact) as phone,
        s.facility_has_phone as has_phone,
        -- Several names in one cell; a two-character name may be set apart by a blank.
        regexp_extract_all(
            regexp_replace(
                regexp_replace(concat_ws('、', s.facility_teacher, s.facility_teacher_2), '[(（][^)）]*[)）]', '', 'g'),
                '(^|[、,，;；/])\s*(\p{Han})\s+(\p{Han})\s*($|[、,，;；/])', '\1\2\3\4', 'g'
            ),
            '[\p{Han}·]{2,}'
        ) as teachers,
        s.facility_teachers as teachers_said,
        s.facility_places as places,
        s.facility_hours as hours
    from base.statements as s
    left join base.units as u on coalesce(s.unit_id, s.class_unit_id) = u.unit_id
    where s.kind = 'facilities'
),
several as (
    select unit_id from told where short_name is not null group by unit_id having count(distinct short_name) > 1
),
keyed as (
    select
        t.*,
        subject_key('facility|' || t.unit_id || '|' || case when v.unit_id is null then '' else coalesce(t.short_name, '') end) as facility_id
    from told as t
    left join several as v on t.unit_id = v.unit_id
),
stated as (
    select
        facility_id, unit_id, ord, ledger_on,
        last_value(name ignore nulls) over so_far as name,
        last_value(is_open ignore nulls) over so_far as is_open,
        last_value(opened_on ignore nulls) over so_far as opened_on,
        last_value(phone ignore nulls) over so_far as phone,
        last_value(has_phone ignore nulls) over so_far as has_phone,
        last_value(nullif(list_sort(list_distinct(list_filter(teachers, lambda one: one not in ('暂无', '没有', '未配备', '未定', '待定')))), []) ignore nulls) over so_far as teachers,
        last_value(teachers_said ignore nulls) over so_far as teachers_said,
        last_value(places ignore nulls) over so_far as places,
        last_value(hours ignore nulls) over so_far as hours,
        row_number() over so_far as nth,
        lead(ledger_on) over so_far as next_on
    from keyed
    window so_far as (partition by facility_id order by ord)
)
select
    facility_id, unit_id, name, is_open, opened_on, phone, has_phone,
    greatest(coalesce(array_length(teachers), 0), coalesce(teachers_said, 0)) as teachers,
    array_to_string(teachers, '、') as teacher_names,
    places, hours,
    case when nth = 1 then coalesce(opened_on, date '1900-01-01') else ledger_on end as from_on,
    coalesce(next_on, date '9999-12-31') as to_on
from stated
order by unit_id, facility_id, ord;
