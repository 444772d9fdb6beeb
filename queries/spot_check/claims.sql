-- What do the ledgers claim about these people ($ids) on $as_of? One row a claim, the latest contacts first:
-- helper (ref: the helper), contact (ref: its kind; the last 3), relief handed over this season (ref: the item), house (ref: its grade).
with

asked as (
    select person_id, household_id from people
    where person_id in (select unnest(cast($ids as bigint[])))
),

helpers_then as (
    select p.person_id, cast(p.helper_id as varchar) as ref, p.from_on as on_day
    from pairings as p
    inner join asked as a on p.person_id = a.person_id
    where p.from_on <= cast($as_of as date) and p.to_on > cast($as_of as date)
),

contacts_then as (
    select
        c.person_id, c.kind as ref, c.on_day, c.precision,
        row_number() over (partition by c.person_id order by c.on_day desc, c.kind, c.by_name) as place
    from contacts as c
    inner join asked as a on c.person_id = a.person_id
    where c.on_day <= cast($as_of as date)
),

relief_then as (
    select
        a.person_id, r.item as ref,
        case i.done_stage when 'received_on' then r.received_on else r.paid_on end as on_day,
        r.cash, r.quilts, r.coats, r.goods_value
    from relief as r
    inner join relief_items as i on r.item = i.item and r.season = i.season
    inner join asked as a on r.subject_id = a.household_id
    where r.refused_reason is null
        and r.season = year(cast($as_of as date)) - case when month(cast($as_of as date)) < 9 then 1 else 0 end
),

houses_then as (
    select
        a.person_id, h.grade as ref,
        case
            when h.resettled_on <= cast($as_of as date) then 'resettled'
            when h.safe_on <= cast($as_of as date) then 'safe'
            when h.started_on <= cast($as_of as date) then 'started'
            else 'found'
        end as state,
        case
            when h.resettled_on <= cast($as_of as date) then h.resettled_on
            when h.safe_on <= cast($as_of as date) then h.safe_on
            when h.started_on <= cast($as_of as date) then h.started_on
            else h.found_on
        end as on_day,
        h.lived_in
    from houses as h
    inner join asked as a on h.household_id = a.household_id
    where h.found_on <= cast($as_of as date)
),

the_answer as (
    select
        person_id, 'helper' as claim, ref, case when on_day > date '1900-01-01' then on_day end as on_day,
        null as precision, null as cash, null as quilts, null as coats, null as goods_value, null as state, null as lived_in
    from helpers_then
    union all
    select person_id, 'contact', ref, on_day, precision, null, null, null, null, null, null from contacts_then where place <= 3
    union all
    select person_id, 'relief', ref, on_day, null, cash, quilts, coats, goods_value, null, null
    from relief_then where on_day <= cast($as_of as date)
    union all
    select person_id, 'house', ref, on_day, null, null, null, null, null, state, lived_in from houses_then
)

select * from the_answer order by person_id, claim, on_day desc nulls last, ref
