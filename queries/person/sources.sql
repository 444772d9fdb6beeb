-- Which ledgers and rows speak of these subjects? One row a ledger row, the latest ledger first.
select distinct b.file, s.sheet, s.row_no, s.kind, b.ledger_on, b.imported_at
from sources as s
inner join batches as b on s.batch_id = b.batch_id
where list_contains($subjects, s.subject_id)
order by b.ledger_on desc nulls last, b.imported_at desc, b.file, s.sheet, s.row_no
