-- R4: which total row of a ledger does not agree with the rows that it adds up? One row a figure; the unit answers for it.
with

the_answer as (
    select
        md5(batch_id || '|' || sheet || '|' || cast(row_no as varchar) || '|' || field) as case_key,
        subject_key('unit|' || unit_id) as subject_id, unit_id, ledger_on as on_day, cast(null as varchar) as by_name,
        coalesce(cast(ledger_on as varchar), '') || '|' || coalesce(nullif(field, ''), 'people') || '|' || figures as why
    from doubted_totals
    where ledger_on is null or ledger_on <= cast($as_of as date)
)

select * from the_answer
