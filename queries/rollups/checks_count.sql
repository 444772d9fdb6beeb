,
-- One row a check: cases (what is looked at and noted), records and subjects behind them.
counted as (
    select check_id, count(distinct case_key) as cases, count(*) as records, count(distinct subject_id) as subjects
    from mine
    group by check_id
)

select * from counted order by check_id
