-- Which group a person is in, from when to when (to_on = first day no longer).
-- Start: the day the ledger gives; without one, the first ledger that lists the person, or "always" (1900)
-- where no earlier ledger of that unit and group could have listed them.
-- End: the last statement's leaving day, death, or the unit's later complete roll that no longer has them.

create table base.memberships as
with listed as (
    select
        r.person_id,
        unnest(string_split(s.groups, ',')) as group_id,
        coalesce(s.unit_id, s.class_unit_id) as unit_id,
        s.ord, s.ledger_on, s.since, s.left_reason, b.complete,
        least(s.left_on, s.died_on) as ended_on
    from base.statements as s
    inner join base.row_person as r on s.ord = r.ord
    inner join base.batches as b on s.batch_id = b.batch_id
    where s.kind = 'roster' and s.groups is not null and r.person_id is not null
),
first_ledger as (
    select unit_id, group_id, min(ledger_on) as first_on, max(case when complete then ledger_on end) as last_complete_on
    from listed group by unit_id, group_id
),
stated as (
    select
        person_id, group_id,
        min(since) as since,
        min(ledger_on) as first_seen_on,
        max(ledger_on) as last_seen_on,
        arg_max(unit_id, ord) as unit_id,
        arg_max(struct_pack(ended_on := ended_on, reason := left_reason), ord) as last_word
    from listed group by person_id, group_id
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
        case when f.last_complete_on > s.last_seen_on then f.last_complete_on end,
        date '9999-12-31'
    ) as to_on,
    case
        when p.died_on is not null then 'died'
        when s.last_word.ended_on is not null then coalesce(s.last_word.reason, 'left')
        when f.last_complete_on > s.last_seen_on then 'not_listed'
    end as left_reason
from stated as s
inner join base.people as p on s.person_id = p.person_id
inner join first_ledger as f on s.unit_id = f.unit_id and s.group_id = f.group_id
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
    r.person_id,
    p.unit_id,
    s.away_from as from_on,
    coalesce(max(s.away_to), date '9999-12-31') as to_on,
    max(coalesce(s.away_reason, 'other')) as reason
from base.statements as s
inner join base.row_person as r on s.ord = r.ord
inner join base.people as p on r.person_id = p.person_id
where s.away_from is not null
group by r.person_id, p.unit_id, s.away_from;
