-- What the checks need beside the facts: what the import reported of whom, texts that are alike, who shares a home.

-- Problems of cells, by the person whose row it was. Rows that were not taken in are the clerk's matter.
create table base.row_problems as
select distinct
    s.person_id, coalesce(s.unit_id, s.class_unit_id) as unit_id, s.class_unit_id as class_id,
    b.code, b.field, b.value, s.kind, s.ledger_on
from base.problems as b
inner join base.statements as s on b.batch_id = s.batch_id and b.sheet = s.sheet and b.row_no = s.row_no
where s.person_id is not null;

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

-- Contact texts without names, figures and signs, and which of them are the same or nearly the same: each text once.
-- MinHash over pairs of letters, four bands of three: texts that share four fifths of their pairs meet in a band nearly
-- always. Each is then compared with the band's most used text, so the work grows with the texts, not their pairs.
create table base.plain_texts as
select t.text_id, regexp_replace(replace(t.one.text, p.name, ''), '[0-9０-９\s\pP\pS]', '', 'g') as plain, t.uses, t.first_on
from (
    select text_id, any_value(struct_pack(text := text, person_id := person_id)) as one, count(*) as uses, min(on_day) as first_on
    from base.contacts
    where text_id is not null
    group by text_id
) as t
inner join base.people as p on t.one.person_id = p.person_id;

create table base.text_marks as
-- One number a pair, the same on every engine; xor with a constant shuffles it well enough for another least one. All
-- are below 2^30, so that two and a half of them fit into a band's key.
with shuffled as (
    select
        text_id,
        (cast(unicode(substr(plain, i, 1)) as bigint) * 1114112 + unicode(substr(plain, i + 1, 1))) % 1073741789 * 912559307 % 1073741789 as h
    from (select text_id, plain, unnest(range(1, length(plain))) as i from base.plain_texts)
)
select
    text_id, count(*) as pairs, bit_or(cast(1 as bigint) << cast(h % 62 as integer)) as signs,
    min(h) as a1, min(xor(h, 702915263)) as a2, min(xor(h, 165497812)) as a3,
    min(xor(h, 918273645)) as b1, min(xor(h, 384619027)) as b2, min(xor(h, 1009381746)) as b3,
    min(xor(h, 57203981)) as c1, min(xor(h, 621840397)) as c2, min(xor(h, 840275163)) as c3,
    min(xor(h, 273958106)) as d1, min(xor(h, 509137428)) as d2, min(xor(h, 776402915)) as d3
from shuffled
group by text_id;

create table base.text_likely as
with banded as (
    select
        t.text_id, x.uses,
        unnest([
            xor(t.a1 * 1073741824 + t.a2, t.a3 * 536870909) * 4,
            xor(t.b1 * 1073741824 + t.b2, t.b3 * 536870909) * 4 + 1,
            xor(t.c1 * 1073741824 + t.c2, t.c3 * 536870909) * 4 + 2,
            xor(t.d1 * 1073741824 + t.d2, t.d3 * 536870909) * 4 + 3
        ]) as band
    from base.text_marks as t
    inner join base.plain_texts as x on t.text_id = x.text_id
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
)
-- Of twelve least ones, two texts share as many as of their pairs, about: most that met by chance go here, cheaply. Others
-- go by their signs: each that only one text has is of a pair that only it has, and of texts that share four fifths no more
-- than a ninth are.
select m.text_id, m.leader_id
from met as m
inner join base.text_marks as t on m.text_id = t.text_id
inner join base.text_marks as l on m.leader_id = l.text_id
where 7 <= cast(t.a1 = l.a1 as integer) + cast(t.a2 = l.a2 as integer) + cast(t.a3 = l.a3 as integer)
    + cast(t.b1 = l.b1 as integer) + cast(t.b2 = l.b2 as integer) + cast(t.b3 = l.b3 as integer)
    + cast(t.c1 = l.c1 as integer) + cast(t.c2 = l.c2 as integer) + cast(t.c3 = l.c3 as integer)
    + cast(t.d1 = l.d1 as integer) + cast(t.d2 = l.d2 as integer) + cast(t.d3 = l.d3 as integer)
    and 9 * cast(bit_count(xor(t.signs, l.signs)) as integer) <= t.pairs + l.pairs;

-- Whether they are near indeed.
create table base.text_near as
with paired as (
    select
        m.text_id, m.leader_id,
        list_distinct(list_transform(range(1, length(t.plain)), lambda i: substr(t.plain, i, 2))) as pairs,
        list_distinct(list_transform(range(1, length(l.plain)), lambda i: substr(l.plain, i, 2))) as leader_pairs
    from base.text_likely as m
    inner join base.plain_texts as t on m.text_id = t.text_id
    inner join base.plain_texts as l on m.leader_id = l.text_id
    where least(length(t.plain), length(l.plain)) >= 0.75 * greatest(length(t.plain), length(l.plain))
)
select text_id, leader_id, shared >= 0.8 * (array_length(pairs) + array_length(leader_pairs) - shared) as is_near
from (select *, array_length(list_intersect(pairs, leader_pairs)) as shared from paired);

-- A text follows the most used text that it is near to.
create table base.text_follows as
select n.text_id, arg_max(n.leader_id, struct_pack(uses := l.uses, id := n.leader_id)) as leader_id
from base.text_near as n
inner join base.plain_texts as l on n.leader_id = l.text_id
where n.is_near
group by n.text_id;

create table base.alike_texts as
-- And that one the next: every leader comes before in use. Five doublings go thirty-two steps.
with after_two as (
    select f.text_id, coalesce(g.leader_id, f.leader_id) as leader_id
    from base.text_follows as f left join base.text_follows as g on f.leader_id = g.text_id
),
after_four as (
    select f.text_id, coalesce(g.leader_id, f.leader_id) as leader_id
    from after_two as f left join after_two as g on f.leader_id = g.text_id
),
after_eight as (
    select f.text_id, coalesce(g.leader_id, f.leader_id) as leader_id
    from after_four as f left join after_four as g on f.leader_id = g.text_id
),
after_sixteen as (
    select f.text_id, coalesce(g.leader_id, f.leader_id) as leader_id
    from after_eight as f left join after_eight as g on f.leader_id = g.text_id
),
after_all as (
    select f.text_id, coalesce(g.leader_id, f.leader_id) as leader_id
    from after_sixteen as f left join after_sixteen as g on f.leader_id = g.text_id
),
headed as (
    select t.text_id, t.first_on, coalesce(l.leader_id, t.text_id) as head_id
    from base.plain_texts as t
    left join after_all as l on t.text_id = l.text_id
),
-- Alike texts are called by the first of them, so that what was noted of a case holds when more are written.
called as (
    select head_id, cast(arg_min(text_id, struct_pack(on_day := first_on, id := text_id)) as varchar) as alike_id
    from headed group by head_id
)
select h.text_id, c.alike_id
from headed as h
inner join called as c on h.head_id = c.head_id;

-- What a text is, and whether two are near, stays for the next import (care/touched.py).
drop table base.text_likely;
drop table base.text_follows;
