-- Are key places checked in winter? One row a place (dormitory, canteen, heating …) and kind of check on $as_of.
-- Met: checked in the last $days days, and no fault found that is not mended. A school or village without any check on
-- paper owes one. From April to October nothing is due (domain.md 1, the town's notice: a warm, safe winter).
with

season as (
    select month(cast($as_of as date)) in (11, 12, 1, 2, 3) as is_winter
),

known as (
    select place_id, unit_id, kind, max(on_day) as last_on, max(by_name) as by_name
    from safety
    where on_day <= cast($as_of as date) and date_diff('day', on_day, cast($as_of as date)) <= 183
    group by place_id, unit_id, kind
),

faults as (
    select place_id, kind, min(on_day) as found_on, min(coalesce(due_on, on_day)) as due_on
    from safety
    where fault is not null and on_day <= cast($as_of as date)
        and (mended_on is null or mended_on > cast($as_of as date))
    group by place_id, kind
),

places as (
    select
        k.place_id as subject_id, k.kind as duty, k.unit_id,
        case
            when not s.is_winter then null
            when f.found_on is not null then false
            else date_diff('day', k.last_on, cast($as_of as date)) <= $days
        end as met,
        f.due_on, k.last_on as done_on, k.by_name,
        case
            when f.found_on is not null then 'fault_open|' || cast(f.found_on as varchar) || '|' || cast(f.due_on as varchar)
            when date_diff('day', k.last_on, cast($as_of as date)) <= $days then 'place_checked|' || cast(k.last_on as varchar)
            else 'place_long_ago|' || cast(k.last_on as varchar)
        end as why
    from known as k
    cross join season as s
    left join faults as f on k.place_id = f.place_id and k.kind = f.kind
),

lacking as (
    select n.subject_id, 'any' as duty, u.unit_id
    from units as u
    inner join subjects as n on u.unit_id = n.unit_id and n.kind = 'unit'
    cross join season as s
    left join known as k on u.unit_id = k.unit_id
    where u.kind in ('school', 'village') and k.unit_id is null and s.is_winter
),

every_duty as (
    select subject_id, duty, unit_id, met, due_on, done_on, by_name, why from places
    union all
    select subject_id, duty, unit_id, false, cast(null as date), cast(null as date), cast(null as varchar), 'place_none' from lacking
),

the_answer as (
    select
        d.subject_id, d.duty, d.unit_id, d.met, d.due_on, d.done_on,
        coalesce(d.by_name, u.responsible_name) as responsible, d.why
    from every_duty as d
    left join units as u on d.unit_id = u.unit_id
)

select * from the_answer
