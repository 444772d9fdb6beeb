-- What a ledger's rows would change: which are new, changed, unchanged, and who of the earlier ledgers is not in it.
-- Reads table `told` (one row a ledger row: the fresh file's with old = false, those in force with old = true; ord is
-- their order in time) and leaves `matched` (one row a fresh row) and `vanished` (one row an earlier row).
-- A person is known by ID, else register number, else name + unit (+ team where namesakes live in several).
-- Variables: by_group (a roster is compared group by group), complete (it is the whole roll), small, likeness.

create or replace temp table known as
with by_student_no as (
    select student_no, min(id) as id from told
    where student_no is not null and id is not null
    group by student_no having count(distinct id) = 1
),
by_team as (
    select name, unit, team, min(id) as id from told
    where id is not null and team is not null
    group by name, unit, team having count(distinct id) = 1
),
by_name as (
    select name, unit, min(id) as id from told
    where id is not null
    group by name, unit having count(distinct id) = 1
),
teamless as (
    select name, unit, min(id) as id from told
    where id is not null and team is null
    group by name, unit having count(distinct id) = 1
),
namesakes as (select name, unit from told group by name, unit having count(distinct team) > 1)
select
    t.ord, t.old, t.batch_no, t.alike, t.unit, t.extra, t.on_day, t.groups, t.ended,
    coalesce(
        t.id,
        s.id,
        case when t.student_no is null then coalesce(m.id, case when t.team is null then n.id else l.id end) end,
        'sn|' || t.student_no,
        'nm|' || t.name || '|' || coalesce(t.unit, '') || case when k.name is null then '' else '|' || coalesce(t.team, '') end,
        'row|' || t.ord
    ) as who
from told as t
left join by_student_no as s on t.student_no = s.student_no
left join by_team as m on t.name = m.name and t.unit = m.unit and t.team = m.team
left join by_name as n on t.name = n.name and t.unit = n.unit
left join teamless as l on t.name = l.name and t.unit = l.unit
left join namesakes as k on t.name = k.name and t.unit = k.unit;

create or replace temp table listed as
-- One row a person and group; where groups do not matter, one row a ledger row.
select
    * exclude (groups),
    case when getvariable('by_group') then unnest(string_split(coalesce(groups, ''), ',')) else '' end as grp
from known;

create or replace temp table before as
-- What stands so far: of each person the rows of one ledger, rather one of the same columns, else the latest.
with chosen as (
    select
        who, extra, grp,
        arg_max(batch_no, cast(alike as bigint) * 10000000000 + ord) as batch_no,
        arg_max(ended, ord) as ended,
        max(ord) as last_ord
    from listed where old
    group by who, extra, grp
),
rolls as (
    select l.unit, l.grp, max(l.ord) as roll_ord
    from listed as l
    inner join complete_batches as c on l.batch_no = c.batch_no
    group by l.unit, l.grp
)
select
    l.ord, l.batch_no, l.unit, l.extra, l.on_day, l.grp, l.who,
    c.ended or coalesce(r.roll_ord > c.last_ord, false) as gone,
    row_number() over (partition by l.who, l.extra, l.grp order by l.ord) as nth
from listed as l
inner join chosen as c
    on l.who = c.who and l.extra is not distinct from c.extra and l.grp = c.grp and l.batch_no = c.batch_no
left join rolls as r on l.unit = r.unit and l.grp = r.grp
where l.old;

create or replace temp table fresh as
select ord, unit, extra, on_day, grp, who, row_number() over (partition by who, extra, grp order by ord) as nth
from listed where not old;

create or replace temp table matched as
select f.ord, min(b.ord) as old_ord
from fresh as f
left join before as b
    on f.who = b.who and f.extra is not distinct from b.extra and f.grp = b.grp and f.nth = b.nth and not b.gone
group by f.ord;

create or replace temp table vanished as
with scope as (
    select unit, grp, min(on_day) as first_day, max(on_day) as last_day from fresh group by unit, grp
),
-- Money and goods are compared within their item.
items as (select distinct unit, extra from fresh),
inside as (
    select b.*, f.who is null as absent
    from before as b
    inner join scope as s
        on b.unit is not distinct from s.unit and b.grp = s.grp
        and (b.on_day is null or b.on_day between s.first_day and s.last_day)
    left join (select distinct who, extra, nth from fresh) as f
        on b.who = f.who and b.extra is not distinct from f.extra and b.nth = f.nth
    where not b.gone
      and (b.on_day is not null or not getvariable('by_item')
           or exists (select 1 from items as i where i.unit is not distinct from b.unit and i.extra is not distinct from b.extra))
),
-- A file that repeats nearly nobody of an earlier one is another list, not its next edition.
editions as (
    select batch_no from inside
    group by batch_no
    having getvariable('complete') or count(*) <= getvariable('small')
        or count_if(not absent) >= getvariable('likeness') * count(*)
)
select min(i.ord) as ord
from inside as i
inner join editions as e on i.batch_no = e.batch_no
where i.absent
group by i.who, i.extra, i.nth;
