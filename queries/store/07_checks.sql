-- What the checks need beside the facts: what the import reported of whom, texts that are alike, who shares a home.

-- Problems of cells, by the person whose row it was. Rows that were not taken in are the clerk's matter.
create table base.row_problems as
select distinct
    p.person_id, coalesce(s.unit_id, s.class_unit_id) as unit_id, s.class_unit_id as class_id,
    b.code, b.field, b.value, s.kind, s.ledger_on
from base.problems as b
inner join base.statements as s on b.batch_id = s.batch_id and b.sheet = s.sheet and b.row_no = s.row_no
inner join base.row_person as p on s.ord = p.ord
where p.person_id is not null;

-- Figures of total rows that the rows do not add up to, with the unit whose rows stand in that sheet; where there are
-- several, the unit above them.
create table base.doubted_totals as
select
    b.batch_id, b.sheet, b.row_no, b.field, b.figures, max(s.ledger_on) as ledger_on,
    case
        when count(distinct coalesce(s.unit_id, s.class_unit_id)) = 1 then any_value(coalesce(s.unit_id, s.class_unit_id))
        else regexp_replace(min(coalesce(s.unit_id, s.class_unit_id)), '/[^/]*$', '')
    end as unit_id
from base.problems as b
inner join base.statements as s on b.batch_id = s.batch_id and b.sheet = s.sheet
where b.code = 'total_differs'
group by b.batch_id, b.sheet, b.row_no, b.field, b.figures;

-- Relief rows of one family: whoever a ledger names, the household that person lives in.
create table base.relief_families as
select distinct
    subject_key('household|' || h.household_key) as subject_id,
    coalesce(p.household_id, subject_key('household|' || h.household_key)) as family_id
from base.row_household as h
left join base.people as p on h.person_id = p.person_id;

-- Contact texts without names, figures and signs, and which of them are the same or nearly the same.
-- Shorter ones are stock words ("一切正常") that say nothing of who wrote them.
create table base.contact_texts as
select contact_id, on_day, plain, md5_number_lower(plain) as text_id
from (
    select c.contact_id, c.on_day, regexp_replace(replace(c.text, p.name, ''), '[0-9０-９\s\pP\pS]', '', 'g') as plain
    from base.contacts as c
    inner join base.people as p on c.person_id = p.person_id
    where length(c.text) >= 8
)
where length(plain) >= 8;

-- MinHash over pairs of letters, four bands of three: texts that share four fifths of their pairs meet in a band nearly
-- always. Each is then compared with the band's most used text, so the work grows with the texts, not their pairs.
create table base.alike_texts as
with recursive texts as (
    select text_id, any_value(plain) as plain, count(*) as uses, min(on_day) as first_on
    from base.contact_texts
    group by text_id
),
hashed as (
    select text_id, uses, hash(substr(plain, i, 2)) as h
    from (select text_id, uses, plain, unnest(range(1, length(plain))) as i from texts)
),
-- One hash a pair; xor with a constant shuffles it well enough for another least one.
least_ones as (
    select
        text_id, any_value(uses) as uses,
        min(h) as a1, min(xor(h, hash(1))) as a2, min(xor(h, hash(2))) as a3,
        min(xor(h, hash(3))) as b1, min(xor(h, hash(4))) as b2, min(xor(h, hash(5))) as b3,
        min(xor(h, hash(6))) as c1, min(xor(h, hash(7))) as c2, min(xor(h, hash(8))) as c3,
        min(xor(h, hash(9))) as d1, min(xor(h, hash(10))) as d2, min(xor(h, hash(11))) as d3
    from hashed
    group by text_id
),
banded as (
    select text_id, uses, unnest([hash(1, a1, a2, a3), hash(2, b1, b2, b3), hash(3, c1, c2, c3), hash(4, d1, d2, d3)]) as band
    from least_ones
),
leaders as (
    select band, arg_max(text_id, struct_pack(uses := uses, id := text_id)) as leader_id
    from banded
    group by band
    having count(*) > 1
),
met as (
    select distinct b.text_id, l.leader_id
    from banded as b
    inner join leaders as l on b.band = l.band
    where b.text_id <> l.leader_id
),
-- Of twelve least ones, two texts share as many as of their pairs, about: most that met by chance go here, cheaply.
likely as (
    select m.text_id, m.leader_id
    from met as m
    inner join least_ones as t on m.text_id = t.text_id
    inner join least_ones as l on m.leader_id = l.text_id
    where 7 <= cast(t.a1 = l.a1 as integer) + cast(t.a2 = l.a2 as integer) + cast(t.a3 = l.a3 as integer)
        + cast(t.b1 = l.b1 as integer) + cast(t.b2 = l.b2 as integer) + cast(t.b3 = l.b3 as integer)
        + cast(t.c1 = l.c1 as integer) + cast(t.c2 = l.c2 as integer) + cast(t.c3 = l.c3 as integer)
        + cast(t.d1 = l.d1 as integer) + cast(t.d2 = l.d2 as integer) + cast(t.d3 = l.d3 as integer)
),
paired as (
    select
        m.text_id, m.leader_id, l.uses,
        list_distinct(list_transform(range(1, length(t.plain)), lambda i: substr(t.plain, i, 2))) as pairs,
        list_distinct(list_transform(range(1, length(l.plain)), lambda i: substr(l.plain, i, 2))) as leader_pairs
    from likely as m
    inner join texts as t on m.text_id = t.text_id
    inner join texts as l on m.leader_id = l.text_id
    where least(length(t.plain), length(l.plain)) >= 0.75 * greatest(length(t.plain), length(l.plain))
),
near as (
    select text_id, leader_id, uses
    from (select *, len(list_intersect(pairs, leader_pairs)) as shared from paired)
    where shared >= 0.8 * (len(pairs) + len(leader_pairs) - shared)
),
-- A text follows the most used text that it is near to, and that one the next: every leader comes before in use.
follows as (
    select text_id, arg_max(leader_id, struct_pack(uses := uses, id := leader_id)) as leader_id
    from near group by text_id
),
led_on as (
    select text_id, leader_id, 1 as steps from follows
    union all
    select l.text_id, f.leader_id, l.steps + 1
    from led_on as l inner join follows as f on l.leader_id = f.text_id
),
headed as (
    select t.text_id, t.first_on, coalesce(l.head_id, t.text_id) as head_id
    from texts as t
    left join (select text_id, arg_max(leader_id, steps) as head_id from led_on group by text_id) as l on t.text_id = l.text_id
)
-- Alike texts are called by the first of them, so that what was noted of a case holds when more are written.
select text_id, cast(arg_min(text_id, struct_pack(on_day := first_on, id := text_id)) over (partition by head_id) as varchar) as alike_id
from headed;

create table base.contact_alike as
select c.contact_id, a.alike_id
from base.contact_texts as c
inner join base.alike_texts as a on c.text_id = a.text_id;
drop table base.contact_texts;

-- Rows that name somebody whom no roster names stand for that name, so that a list can show them.
insert into base.subjects
select distinct subject_key('unlisted|' || name || '|' || coalesce(unit_id, '')), 'unlisted', name, unit_id, null, null, null, null, null, null
from base.unmatched;
