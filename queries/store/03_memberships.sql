-- Which group a person is in, from when to when (to_on = first day no longer).
-- Start: the day the ledger gives; without one, the first ledger that lists the person, or "always" (1900)
-- where no earlier ledger of that unit and group could have listed them.
-- End: the last statement's leaving day (of the place that lists them), death, or the first later complete roll of the unit that no longer has them.

create table base.memberships as
with listed as (
    select
        s.person_id,
        unnest(string_split(s.groups, ',')) as group_id,
        coalesce(s.unit_id, s.class_unit_id) as unit_id, s.unit_id as village_id,
        case when c.kind = 'class' then c.parent_id else c.unit_id end as school_id,
        s.ord, s.batch_id, s.ledger_on, s.since, s.left_reason, b.complete,
        least(s.left_on, s.died_on) as ended_on, s.left_undated,
        s.left_on is not null or s.died_on is not null as leaves
    from base.statements as s
    inner join base.batches as b on s.batch_id = b.batch_id
    left join base.units as c on s.class_unit_id = c.unit_id
    where s.kind = 'roster' and s.groups is not null and s.person_id is not null
),
first_ledger as (
    select unit_id, group_id, min(ledger_on) as first_on from listed group by unit_id, group_id
),
-- A complete roll speaks for the villages it lists. Where all its rows are of one school it is that school's own roll
-- and speaks for its pupils only; where they are of one village too, only for those of both.
rolls as (
    select
        batch_id, group_id,
        min(ord) as roll_ord,
        arg_min(ledger_on, ord) as roll_on,
        list_distinct(list(unit_id)) as places,
        count(distinct unit_id) as villages,
        case when count(distinct school_id) = 1 and count(school_id) = count(*) then min(school_id) end as school_id
    from listed where complete
    group by batch_id, group_id
),
-- A row ends its own place's membership only, as of whereabouts (base.gone_elsewhere), here group by group. A school that
-- says a pupil left does not speak for a village whose last word, in rows that are not that school's or by a complete roll,
-- lists the child.
listed_before as (
    select
        g.person_id, g.group_id, g.ord, g.village_id, g.school_id,
        arg_max(case when not l.leaves then l.village_id end, l.ord) as place,
        arg_max(case when not l.leaves then l.school_id end, l.ord) as school,
        arg_max(
            case when l.village_id is null or l.school_id is not distinct from g.school_id then null when l.leaves then '' else l.village_id end,
            l.ord
        ) as of_village,
        max(case when l.village_id is not null and l.school_id is distinct from g.school_id then l.ord end) as of_village_ord
    from listed as g
    inner join listed as l on g.person_id = l.person_id and g.group_id = l.group_id and l.ord < g.ord
    where g.leaves
    group by g.person_id, g.group_id, g.ord, g.village_id, g.school_id
    having bool_or(not l.leaves)
),
no_longer_listed as (
    select distinct b.group_id, b.ord
    from listed_before as b
    inner join rolls as r on b.group_id = r.group_id and r.roll_ord > b.of_village_ord and r.roll_ord < b.ord
    where r.school_id is null and list_contains(r.places, b.of_village)
),
gone_elsewhere as (
    select b.group_id, b.ord from listed_before as b
    left join no_longer_listed as n on b.group_id = n.group_id and b.ord = n.ord
    where not coalesce(starts_with(place || '/', village_id || '/') or starts_with(village_id || '/', place || '/'), false)
        and (not coalesce(school = school_id, false) or village_id is null and of_village <> '' and n.ord is null)
),
own_words as (
    select l.* from listed as l
    left join gone_elsewhere as e on l.ord = e.ord and l.group_id = e.group_id
    where e.ord is null
),
stated as (
    select
        person_id, group_id,
        min(since) as since,
        min(ledger_on) as first_seen_on,
        max(ord) as last_ord,
        arg_max(unit_id, ord) as unit_id,
        arg_max(struct_pack(ended_on := ended_on, reason := left_reason), ord) as last_word
    from own_words group by person_id, group_id
    -- Whom every ledger calls gone already, nobody knows to have been on the roll, unless since when is said.
    having not bool_and(coalesce(left_undated, false)) or min(since) is not null
),
dropped as (
    select s.person_id, s.group_id, min(r.roll_on) as dropped_on
    from stated as s
    inner join base.people as p on s.person_id = p.person_id
    inner join rolls as r on s.group_id = r.group_id and r.roll_ord > s.last_ord
    left join base.units as c on p.class_id = c.unit_id
    where (r.school_id is null or r.school_id = case when c.kind = 'class' then c.parent_id else c.unit_id end)
      and (r.school_id is not null and r.villages > 1 or list_contains(r.places, coalesce(p.unit_id, s.unit_id)))
    group by s.person_id, s.group_id
)
select
    s.person_id as subject_id,
    s.group_id,
    s.unit_id,
    coalesce(
        s.since,
        case when s.first_seen_on > f.first_on then s.first_seen_on else date '1900-01-01' end
    ) as from_on,
    coalesce(
        least(s.last_word.ended_on, p.died_on),
        d.dropped_on,
        date '9999-12-31'
    ) as to_on,
    case
        when p.died_on is not null then 'died'
        when s.last_word.ended_on is not null then coalesce(s.last_word.reason, 'left')
        when d.dropped_on is not null then 'not_listed'
    end as left_reason
from stated as s
inner join base.people as p on s.person_id = p.person_id
inner join first_ledger as f on s.unit_id = f.unit_id and s.group_id = f.group_id
left join dropped as d on s.person_id = d.person_id and s.group_id = d.group_id
order by s.unit_id, s.person_id;

-- Groups of every subject: a household has the groups of its people and of whoever a relief ledger names for it.
create table base.subject_groups as
with member_of as (
    select person_id, household_id from base.people where household_id is not null
    union
    select person_id, subject_key('household|' || household_key) from base.row_household where person_id is not null
)
select subject_id, group_id, from_on, to_on from base.memberships
union all
select h.household_id, m.group_id, min(m.from_on), max(m.to_on)
from base.memberships as m
inner join member_of as h on m.subject_id = h.person_id
group by h.household_id, m.group_id;

create table base.absences as
select
    s.person_id,
    p.unit_id,
    s.away_from as from_on,
    coalesce(max(s.away_to), date '9999-12-31') as to_on,
    max(coalesce(s.away_reason, 'other')) as reason
from base.statements as s
inner join base.people as p on s.person_id = p.person_id
where s.away_from is not null
group by s.person_id, p.unit_id, s.away_from;
