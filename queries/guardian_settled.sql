-- Is the guardian of every child settled? One row a child on the roll, branch and duty (guardian, letter, card) on $as_of.
-- guardian: named with relation, telephone and an address. letter: the guardianship letter signed and not run out.
-- card: the contact card with the class teacher. Whose groups ask for a guardian: definitions/files.toml (domain.md 1, 4.5, F2).
with

children as (
    select distinct m.subject_id
    from memberships as m
    inner join file_rules as r on m.group_id = r.group_id and r.field = 'guardian_name'
    where m.from_on <= cast($as_of as date) and m.to_on > cast($as_of as date)
),

filled_then as (
    select
        person_id,
        max(case when field = 'guardian_name' then 1 else 0 end) as named,
        max(case when field = 'guardian_relation' then 1 else 0 end) as related,
        max(case when field = 'guardian_phone' then 1 else 0 end) as called,
        max(case when field in ('guardian_address', 'address') then 1 else 0 end) as placed,
        max(case when field = 'contact_card' then 1 else 0 end) as card
    from filled
    where from_on <= cast($as_of as date)
    group by person_id
),

letters_then as (
    select person_id, max(from_on) as signed_on, max(coalesce(until_on, cast('9999-12-31' as date))) as until_on
    from letters
    where from_on <= cast($as_of as date)
    group by person_id
),

duties as (
    select
        c.subject_id, 'guardian' as duty,
        coalesce(f.named + f.related + f.called + f.placed = 4, false) as met,
        cast(null as date) as done_on,
        case
            when f.named + f.related + f.called + f.placed = 4 then 'guardian_settled'
            when coalesce(f.named, 0) = 0 then 'guardian_unknown'
            when f.related = 0 then 'guardian_lacks|guardian_relation'
            when f.called = 0 then 'guardian_lacks|guardian_phone'
            else 'guardian_lacks|guardian_address'
        end as why
    from children as c
    left join filled_then as f on c.subject_id = f.person_id
    union all
    select
        c.subject_id, 'letter', coalesce(l.until_on >= cast($as_of as date), false), l.signed_on,
        case
            when l.person_id is null then 'letter_missing'
            when l.until_on >= cast($as_of as date) then 'letter_signed|' || cast(l.signed_on as varchar)
            else 'letter_run_out|' || cast(l.until_on as varchar)
        end
    from children as c
    left join letters_then as l on c.subject_id = l.person_id
    union all
    select
        c.subject_id, 'card', coalesce(f.card = 1, false), cast(null as date),
        case when f.card = 1 then 'card_given' else 'card_missing' end
    from children as c
    left join filled_then as f on c.subject_id = f.person_id
),

stays_then as (
    select person_id, unit_id from stays
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

the_answer as (
    select
        d.subject_id, d.duty, s.unit_id, d.met,
        cast(null as date) as due_on, d.done_on,
        u.responsible_name as responsible, d.why
    from duties as d
    inner join stays_then as s on d.subject_id = s.person_id
    left join units as u on s.unit_id = u.unit_id
)

select * from the_answer
