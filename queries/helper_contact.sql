-- Do helpers keep in touch? One row a paired person and branch on $as_of.
-- Met: a contact by the person's own helper in the last $days days; paired for less: not due (V8).
-- Due: $days days after the helper's last contact, or after the pairing began where there was none.
with

pairings_then as (
    select p.person_id, p.helper_id, p.from_on, h.name as helper_name
    from pairings as p
    inner join helpers as h on p.helper_id = h.helper_id
    where p.from_on <= cast($as_of as date) and p.to_on > cast($as_of as date)
),

by_helper as (
    select c.person_id, max(c.on_day) as last_on
    from contacts as c
    inner join pairings_then as p on c.person_id = p.person_id and c.helper_id = p.helper_id
    where c.on_day <= cast($as_of as date)
    group by c.person_id
),

paired as (
    select person_id, min(from_on) as from_on, max(helper_name) as helper_name
    from pairings_then group by person_id
),

on_roll as (
    select distinct subject_id from memberships
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

stays_then as (
    select person_id, unit_id from stays
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

judged as (
    select
        p.person_id, p.helper_name, c.last_on,
        coalesce(c.last_on, case when p.from_on > date '1900-01-01' then p.from_on end) as counted_from,
        date_diff('day', p.from_on, cast($as_of as date)) < $days as is_new,
        date_diff('day', c.last_on, cast($as_of as date)) as days_since
    from paired as p
    inner join on_roll as o on p.person_id = o.subject_id
    left join by_helper as c on p.person_id = c.person_id
),

the_answer as (
    select
        j.person_id as subject_id, '' as duty, s.unit_id,
        case
            when j.days_since <= $days then true
            when j.is_new then null
            else false
        end as met,
        cast(j.counted_from + cast($days as integer) as date) as due_on,
        j.last_on as done_on,
        j.helper_name as responsible,
        case
            when j.days_since <= $days then 'helper_came|' || cast(j.last_on as varchar)
            when j.is_new then 'pairing_new'
            when j.last_on is null then 'helper_never_came|' || j.helper_name
            else 'helper_long_ago|' || j.helper_name || '|' || cast(j.last_on as varchar)
        end as why
    from judged as j
    inner join stays_then as s on j.person_id = s.person_id
)

select * from the_answer
