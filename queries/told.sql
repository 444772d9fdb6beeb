-- Every row of the ledgers in force, with its place in the order in which statements count: by the day that the ledger
-- speaks for (none first), then as the ledgers came, then as they were written. The place is the row's own: another
-- ledger before or after it does not change it.
select
    least(coalesce(greatest(date_diff('day', date '1900-01-01', r.ledger_on), 1), 0), 131071) * 70368744177664
    + cast(b.nth as bigint) * 67108864 + r.row_id as ord,
    -- A column of states that says "left" without a day holds from the ledger's day on.
    r.roll_state = 'ended' and r.left_on is null and r.died_on is null as left_undated,
    r.* replace (
        case when r.roll_state = 'ended' and r.died_on is null then coalesce(r.left_on, r.ledger_on) else r.left_on end
        as left_on,
        -- 学号 1 is of one class and tells nobody from others (care/ledgers/erased.py: REGISTER).
        case when length(r.student_no) >= 15 then r.student_no end as student_no
    )
from base.rows as r
inner join base.batches as b on r.batch_id = b.batch_id
