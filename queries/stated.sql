-- What ledgers state, row by row, in the order in which it counts (`ord`): later statements of a person hold. Only the
-- fields that some ledger has are kept here; the others are nulls of view base.statements (care/building.py).

create table base.stated as
with editions as (
    -- The rows of one ledger that speak for one day stand together; no sorting of the rows themselves.
    select
        d.batch_id, d.ledger_on,
        row_number() over (order by d.ledger_on nulls first, b.imported_at, d.batch_id) as place
    from (select distinct batch_id, ledger_on from base.rows) as d
    inner join base.batches as b on d.batch_id = b.batch_id
),
told as not materialized (
    select
        e.place * 100000000 + r.row_id as ord,
        coalesce(r.name, r.head_name) as who_name,
        case when r.name is null or r.name = r.head_name then coalesce(r.id_no, r.head_id) else r.id_no end as own_id_no,
        -- A column of states that says "left" without a day holds from the ledger's day on.
        r.roll_state = 'ended' and r.left_on is null and r.died_on is null as left_undated,
        r.* replace (
            case when r.roll_state = 'ended' and r.died_on is null then coalesce(r.left_on, r.ledger_on) else r.left_on end
            as left_on
        )
    from base.rows as r
    inner join editions as e on r.batch_id = e.batch_id and r.ledger_on is not distinct from e.ledger_on
),
-- An ID that one ledger leaves out, another gives: beside the register number, or beside name and household head.
by_student_no as (
    select student_no, min(own_id_no) as id_no from told
    where student_no is not null and own_id_no is not null
    group by student_no having count(distinct own_id_no) = 1
),
by_family as (
    select head_id, who_name, min(own_id_no) as id_no from told
    where head_id is not null and own_id_no is not null
    group by head_id, who_name having count(distinct own_id_no) = 1
),
everything as (
    select t.*, coalesce(t.own_id_no, s.id_no, f.id_no) as who_id
    from told as t
    left join by_student_no as s on t.student_no = s.student_no
    left join by_family as f on t.head_id = f.head_id and t.who_name = f.who_name
)
select columns(lambda name: not list_contains(getvariable('unsaid'), name)) from everything;
