-- A question's rows as a list shows them, with what is told of their subjects: a join to all subjects would cost every
-- page more than the page itself. `responsible` is whom the ledger
-- of responsibilities names on the day, before whom the list of units names. A pupil stands in a village and in a class:
-- `before` are the units in whose list the duty stands before, the village first, each on a line with a stroke at its end;
-- it is listed once.
with several as (
    select subject_id, duty from {rows} group by subject_id, duty having count(*) > 1
),

placed as (
    select r.*, cast(null as varchar) as before
    from {rows} as r
    anti join several as s on r.subject_id = s.subject_id and r.duty = s.duty
    union all
    select
        r.*,
        string_agg(chr(10) || r.unit_id || '/', '') over (
            partition by r.subject_id, r.duty
            order by length(r.unit_id) - length(replace(r.unit_id, '/', '')), r.unit_id
            rows between unbounded preceding and 1 preceding
        ) || chr(10)
    from {rows} as r
    semi join several as s on r.subject_id = s.subject_id and r.duty = s.duty
),

{{kept/places}}
,
told as materialized (
    select
        m.subject_id, m.duty, m.unit_id, p.unit_no, m.met, m.due_on, m.done_on,
        case when m.responsible is null or m.responsible = p.responsible_name then coalesce(p.in_charge, m.responsible) else m.responsible end as responsible,
        m.why, m.groups, m.before, s.kind, s.name, s.team, s.gender, s.birth_date, s.phone, s.id_no,
        coalesce(m.done_on, date '0001-01-01') as done, coalesce(m.due_on, date '0001-01-01') as due
    from placed as m
    inner join subjects as s on m.subject_id = s.subject_id
    left join places as p on m.unit_id is not distinct from p.unit_id
)

-- What is not met is what is looked at: it lies in the order of the list, so that a page reads little of it.
(select * from told where not met order by done, due, unit_no)
union all
select * from told where met is not false
