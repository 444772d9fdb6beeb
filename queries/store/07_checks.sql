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
select contact_id, on_day, plain, md5(plain) as text_id
from (
    select c.contact_id, c.on_day, regexp_replace(replace(c.text, p.name, ''), '[0-9０-９\s\pP\pS]', '', 'g') as plain
    from base.contacts as c
    inner join base.people as p on c.person_id = p.person_id
    where length(c.text) >= 8
)
where length(plain) >= 8;

create table base.alike_texts as
-- MinHash over pairs of letters, four bands of three: texts that share four fifths of their pairs meet in a band
-- nearly always. Each is then compared with the band's most used text, so the work grows with the texts, not their pairs.
with recursive texts as (
    select text_id, any_value(plain) as plain, count(*) as uses, min(on_day) as first_on
    from base.contact_texts
    group by text_id
),
shingled as (
    select text_id, uses, list_distinct(list_transform(range(1, length(plain)), lambda i: substr(plain, i, 2))) as pairs from texts
),
hashed as (
    select *, list_transform(range(12), lambda k: list_min(list_transform(pairs, lambda pair: hash(pair, k)))) as mins
    from shingled
),
banded as (
    select text_id, uses, pairs, unnest(list_transform(range(4), lambda b: hash(b, mins[3 * b + 1], mins[3 * b + 2], mins[3 * b + 3]))) as band
    from hashed
),
led as (
    select
        text_id, pairs,
        first_value(text_id) over in_band as leader_id,
        first_value(pairs) over in_band as leader_pairs,
        first_value(uses) over in_band as leader_uses
    from banded
    window in_band as (partition by band order by uses desc, text_id)
),
near as (
    select text_id, leader_id, leader_uses
    from led
    where text_id <> leader_id
        and len(list_intersect(pairs, leader_pairs)) >= 0.8 * (len(pairs) + len(leader_pairs) - len(list_intersect(pairs, leader_pairs)))
),
-- A text follows the most used text that it is near to, and that one the next: every leader comes before in use.
follows as (
    select text_id, arg_max(leader_id, struct_pack(uses := leader_uses, id := leader_id)) as leader_id
    from near group by text_id
),
led_on as (
    select text_id, leader_id, 1 as steps from follows
    union all
    select l.text_id, f.leader_id, l.steps + 1
    from led_on as l inner join follows as f on l.leader_id = f.text_id
),
headed as (
    select t.text_id, t.first_on, coalesce(max(l.leader_id), t.text_id) as head_id
    from texts as t
    left join (select text_id, arg_max(leader_id, steps) as leader_id from led_on group by text_id) as l on t.text_id = l.text_id
    group by t.text_id, t.first_on
)
-- Alike texts are called by the first of them, so that what was noted of a case holds when more are written.
select text_id, first_value(text_id) over (partition by head_id order by first_on, text_id) as alike_id
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
