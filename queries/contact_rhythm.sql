-- Are people visited often enough? One row a person and duty (visit, talk, home visit) on $as_of.
-- The strictest rule of the person's groups holds (domain.md 4.2). Judged on the last closed period of that rule;
-- a contact made since then makes up for it. New in the period, away, or before the records begin: not due.
-- Due: the end of that period; of a duty not done, the end of the first period missed since the last contact.
with

memberships_then as (
    select subject_id, group_id, from_on from memberships
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

colours as (
    select person_id, risk from risks
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

closed as (
    select period, max(end_on) as end_on, max(start_on) as start_on
    from periods
    where end_on <= cast($as_of as date)
    group by period
),

rules as (
    select *, dense_rank() over (order by strictness, period) as place from contact_rules
),

binding as (
    select
        m.subject_id, r.duty, r.place
    from memberships_then as m
    inner join rules as r on m.group_id = r.group_id
    inner join people as p on m.subject_id = p.person_id
    left join colours as k on m.subject_id = k.person_id
    -- “none”: the rule of those to whom nobody has given a colour.
    where (r.risk is null or r.risk = coalesce(k.risk, 'none'))
        and (r.from_age is null or date_diff('year', p.birth_date, cast($as_of as date)) > r.from_age
            or (date_diff('year', p.birth_date, cast($as_of as date)) = r.from_age
                and (month(p.birth_date) < month(cast($as_of as date))
                    or (month(p.birth_date) = month(cast($as_of as date)) and day(p.birth_date) <= day(cast($as_of as date))))))
),

on_roll_since as (
    select subject_id, min(from_on) as from_on from memberships_then group by subject_id
),

strictest as (
    select subject_id, duty, min(place) as place from binding group by subject_id, duty
),

owed as (
    select
        t.subject_id, t.duty, r.period, r.phone, s.unit_id, o.from_on,
        c.start_on, c.end_on
    from strictest as t
    -- How strict a rule is says whether a telephone call will do, too.
    inner join (select distinct duty, place, period, phone, owed_by from rules) as r
        on t.duty = r.duty and t.place = r.place
    inner join on_roll_since as o on t.subject_id = o.subject_id
    inner join closed as c on r.period = c.period
    inner join stays as s on t.subject_id = s.person_id and r.owed_by = s.branch
    where s.from_on <= cast($as_of as date) and s.to_on > cast($as_of as date)
),

made as (
    select
        o.subject_id, o.duty,
        max(c.on_day) as last_on,
        max(case when c.on_day between o.start_on and o.end_on then c.on_day end) as in_period_on,
        max(case when c.on_day > o.end_on then c.on_day end) as since_on
    from owed as o
    inner join contacts as c on o.subject_id = c.person_id
    inner join duty_kinds as k on o.duty = k.duty and c.kind = k.kind
    where c.on_day <= cast($as_of as date) and (o.phone or not k.by_phone)
    group by o.subject_id, o.duty
),

away as (
    select o.subject_id, o.duty, max(a.reason) as reason
    from owed as o
    inner join absences as a on o.subject_id = a.person_id
    where a.from_on <= o.end_on and a.to_on > o.end_on
    group by o.subject_id, o.duty
),

undone as (
    select o.subject_id, o.duty, o.period, o.from_on, o.end_on, m.last_on
    from owed as o
    left join made as m on o.subject_id = m.subject_id and o.duty = m.duty
    where m.in_period_on is null and m.since_on is null
),

missed as (
    select u.subject_id, u.duty, min(p.end_on) as first_on
    from undone as u
    cross join records as r
    inner join periods as p on u.period = p.period
    left join absences as a on u.subject_id = a.person_id and a.from_on <= p.end_on and a.to_on > p.end_on
    where a.person_id is null
        and p.end_on <= u.end_on and p.start_on >= u.from_on and p.start_on >= r.first_on
        and (u.last_on is null or p.start_on > u.last_on)
    group by u.subject_id, u.duty
),

helped as (
    select p.person_id, max(h.name) as helper_name
    from pairings as p
    inner join helpers as h on p.helper_id = h.helper_id
    where p.from_on <= cast($as_of as date) and p.to_on > cast($as_of as date)
    group by p.person_id
),

judged as (
    select
        o.*, m.last_on, m.in_period_on, m.since_on, a.reason, f.first_on as missed_on,
        case
            when m.in_period_on is not null or m.since_on is not null then true
            when o.from_on > o.start_on or a.reason is not null or o.start_on < r.first_on then null
            else false
        end as met
    from owed as o
    cross join records as r
    left join made as m on o.subject_id = m.subject_id and o.duty = m.duty
    left join away as a on o.subject_id = a.subject_id and o.duty = a.duty
    left join missed as f on o.subject_id = f.subject_id and o.duty = f.duty
),

the_answer as (
    select
        j.subject_id, j.duty, j.unit_id, j.met,
        case when j.met is false then j.missed_on else j.end_on end as due_on,
        j.last_on as done_on,
        coalesce(h.helper_name, u.responsible_name) as responsible,
        case
            when j.in_period_on is not null then 'on_rhythm|' || j.period || '|' || cast(j.last_on as varchar)
            when j.since_on is not null then 'caught_up|' || j.period || '|' || cast(j.since_on as varchar)
            when j.met is null and j.reason is not null then 'away|' || j.reason
            when j.met is null and j.from_on > j.start_on then 'new|' || cast(j.from_on as varchar)
            when j.met is null then 'before_records'
            when j.last_on is null then 'never|' || j.period
            else 'overdue|' || j.period || '|' || cast(j.last_on as varchar) || '|' || cast(date_diff('day', j.missed_on, cast($as_of as date)) as varchar)
        end as why
    from judged as j
    left join units as u on j.unit_id = u.unit_id
    left join helped as h on j.subject_id = h.person_id
)

select * from the_answer
