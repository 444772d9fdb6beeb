"""A record written over several lines: a home with two teachers has one line for each (`lines` of a ledger's kind)."""

from care.ledgers.job import Job

MARK = "continued"


def join_lines(job: Job) -> None:
    """Change relation marked: what further lines say stands in the first, and they are no records. A line goes on where
    it fills one of these columns and says nothing else, or just what the line above says (a merged cell)."""
    own = [job.by_field[field] for field in job.ledger.get("lines", ()) if field in job.by_field]
    if not own or job.table.one.shape != "list":
        return
    others = sorted({*job.table.fields, *job.table.serial} - set(own))
    same = " and ".join(f"c{j} in ('', lag(c{j}) over lines)" for j in others) or "false"
    filled = " or ".join(f"c{j} <> ''" for j in own)
    read = (
        f"with lines as (select *, coalesce({same}, false) and ({filled}) as goes_on from marked "
        "where mark = 'record' window lines as (partition by s order by n))"
    )
    if not job.rows(f"{read} select 1 from lines where goes_on limit 1"):
        return
    all_said = ", ".join(
        f"coalesce(string_agg(nullif(c{j}, ''), '、' order by n) over (partition by s, record), '') as c{j}"
        for j in own
    )
    job.make(
        "marked",
        f"{read}, records as (select *, sum(cast(not goes_on as integer)) over (partition by s order by n) as record "
        f"from lines) select * exclude (goes_on, record) replace ({all_said}, "
        f"case when goes_on then '{MARK}' else mark end as mark) from records "
        "union all by name select * from marked where mark <> 'record'",
    )
