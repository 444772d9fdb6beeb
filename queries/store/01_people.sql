-- One row a person whom a roster names, with the last that any roster said; where they belong; of whom nobody knows.

-- Rows that speak of somebody who is on no roster: kept and shown as to be verified, never lost.
create table base.unmatched as
select s.batch_id, s.row_id, s.kind, s.sheet, s.row_no, coalesce(s.unit_id, s.class_unit_id) as unit_id, s.who_name as name
from base.statements as s
where s.person_id is null and s.who_name is not null and s.kind in ('pairing', 'contacts');

-- Where rolls list whoever any of them says to have left or died.
create table base.leavers as
select
    s.person_id, s.ord, s.unit_id, case when c.kind = 'class' then c.parent_id else s.class_unit_id end as school_id, s.died_on,
    s.left_on is not null or s.died_on is not null as leaves
from base.statements as s
left join base.units as c on s.class_unit_id = c.unit_id
where s.kind = 'roster' and s.person_id in (
    select person_id from base.statements where kind = 'roster' and (left_on is not null or died_on is not null)
);

-- A row that says somebody left or died ends what its own place says of them, and never what another one says: whom a row
-- lists elsewhere since has moved, whom only others list is theirs. Such rows say nothing of where the person is and how
-- they are. A place above or below is no other one; of classes the school counts.
create table base.gone_elsewhere as
with listed_before as (
    select
        g.ord, g.unit_id, g.school_id,
        arg_max(l.unit_id, l.ord) as place, arg_max(l.school_id, l.ord) as school
    from base.leavers as g
    inner join base.leavers as l on g.person_id = l.person_id and l.ord < g.ord
    where g.leaves and not l.leaves
    group by g.ord, g.unit_id, g.school_id
)
select ord from listed_before
where not coalesce(starts_with(place || '/', unit_id || '/') or starts_with(unit_id || '/', place || '/'), false)
    and not coalesce(school = school_id, false);

-- Of a death every place knows that lists the person, or did, whoever lists them last; of those a check tells that still do.
create table base.deaths as
select g.person_id, arg_max(g.died_on, g.ord) as died_on
from base.leavers as g
where g.died_on is not null and (
    g.person_id not in (select person_id from base.leavers where not leaves)
    or exists (
        select 1 from base.leavers as l
        where l.person_id = g.person_id and not l.leaves
            and (
                coalesce(starts_with(l.unit_id || '/', g.unit_id || '/') or starts_with(g.unit_id || '/', l.unit_id || '/'), false)
                or coalesce(l.school_id = g.school_id, false)
            )
    )
)
group by g.person_id;

drop table base.leavers;

create table base.stays as
-- Where a person belongs, by branch (village; class), from when to when: a later ledger that names another place moves them.
with seen as (
    select s.person_id, s.ord, s.ledger_on, 'village' as branch, s.unit_id
    from base.statements as s
    where s.kind = 'roster' and s.person_id is not null and s.unit_id is not null
        and s.ord not in (select ord from base.gone_elsewhere)
    union all
    select s.person_id, s.ord, s.ledger_on, 'class' as branch, s.class_unit_id
    from base.statements as s
    where s.kind = 'roster' and s.person_id is not null and s.class_unit_id is not null
        and s.ord not in (select ord from base.gone_elsewhere)
),
compared as (
    select *, lag(unit_id) over (partition by person_id, branch order by ord) as place_before from seen
),
changes as (
    select
        person_id, branch, unit_id, ord,
        case when place_before is null then date '1900-01-01' else ledger_on end as from_on
    from compared
    where place_before is null or place_before <> unit_id
)
select
    person_id, branch, unit_id, from_on,
    coalesce(lead(from_on) over (partition by person_id, branch order by ord), date '9999-12-31') as to_on
from changes;

-- What tells a person's household, as the last roster says it: the head that a ledger names; without one, the people of
-- one village at one numbered address.
create table base.people_at_home as
with told as (
    select
        s.person_id,
        arg_max(s.who_id, s.ord) as id_no,
        arg_max(s.head_key, s.ord) as head_key,
        arg_max(s.unit_id, s.ord) as village_id,
        arg_max(s.address, s.ord) as address
    from (
        select
            person_id, ord, who_id, unit_id, address,
            case
                when head_id is not null then 'id|' || head_id
                when relation_to_head in ('户主', '本人', '本人/户主') and id_no is not null then 'id|' || id_no
                when head_name is not null then 'nm|' || head_name || '|' || coalesce(unit_id, '')
            end as head_key
        from base.statements
        where kind = 'roster' and person_id is not null and ord not in (select ord from base.gone_elsewhere)
    ) as s
    group by s.person_id
),
addressed as materialized (
    select
        person_id, id_no, head_key,
        case when regexp_matches(address, '[0-9]') then coalesce(village_id, '') || '|' || regexp_replace(address, '\s', '', 'g') end as door
    from told
),
heads_at as (
    select door, min(head_key) as head_key from addressed
    where door is not null and head_key is not null
    group by door having count(distinct head_key) = 1
)
select person_id, id_no, household_key, subject_key('household|' || household_key) as household_id
from (
    select a.person_id, a.id_no, coalesce(a.head_key, h.head_key, 'at|' || a.door) as household_key
    from addressed as a
    left join heads_at as h on a.door = h.door
);
