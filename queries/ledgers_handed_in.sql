-- Are the ledgers handed in on time? One row a unit and ledger that it owes for the span now asked for, on $as_of.
-- Met: a ledger of that span, dated by its deadline. Late or missing: not met. Not due: the deadline is still to come.
-- A ledger dated up to $early days before the span's closing day counts (definitions/submissions.toml; domain.md 4.4, W5).
with

asked as (
    select submission, max(from_on) as from_on from submissions
    where asked_on <= cast($as_of as date)
    group by submission
),

spans as (
    select s.* from submissions as s
    inner join asked as a on s.submission = a.submission and s.from_on = a.from_on
),

handed as (
    select s.submission, h.unit_id, min(h.handed_on) as handed_on
    from spans as s
    inner join handed_in as h on s.ledger = h.ledger and (s.item = '' or s.item = h.item)
    where h.fact_on >= s.from_on and h.fact_on <= s.to_on
        and h.handed_on <= cast($as_of as date)
        and date_diff('day', h.handed_on, s.asked_on) <= $early
    group by s.submission, h.unit_id
),

owed as (
    select u.unit_id, u.responsible_name, s.submission, s.due_on, h.handed_on
    from units as u
    inner join spans as s on u.kind = s.unit_kind
    left join handed as h on u.unit_id = h.unit_id and s.submission = h.submission
),

the_answer as (
    select
        n.subject_id, o.submission as duty, o.unit_id,
        case
            when o.handed_on <= o.due_on then true
            when o.handed_on is null and cast($as_of as date) <= o.due_on then null
            else false
        end as met,
        o.due_on, o.handed_on as done_on, o.responsible_name as responsible,
        case
            when o.handed_on <= o.due_on then 'handed_in|' || cast(o.handed_on as varchar)
            when o.handed_on is not null then 'handed_in_late|' || cast(o.handed_on as varchar) || '|' || cast(date_diff('day', o.due_on, o.handed_on) as varchar)
            when cast($as_of as date) <= o.due_on then 'not_yet_due|' || cast(o.due_on as varchar)
            else 'not_handed_in|' || cast(o.due_on as varchar)
        end as why
    from owed as o
    inner join subjects as n on o.unit_id = n.unit_id and n.kind = 'unit'
)

select * from the_answer
