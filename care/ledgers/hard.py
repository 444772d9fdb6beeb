"""Cells that are not plain (a day as 二〇二五年三月五日, an ID of 15 digits …), each different text read once.

Temp table `hard` gathers them from all columns, temp table `found` says what each means or why it means nothing.
Most tables have few, so the long expressions of values.sql are seldom planned at all.
"""

from care.ledgers.expressions import (
    READ,
    WHOLE_TEXT,
    base_day,
    kind_sql,
    limits_sql,
    type_of,
)
from care.ledgers.job import Job, literal
from care.ledgers.yearless import window


def read_hard(job: Job) -> dict[int, bool]:
    """Write temp tables hard and found. Returns the columns that have hard texts; true: some of them mean nothing."""
    columns = {j: field for j, field in job.table.fields.items() if type_of(field, job) in READ}
    if not columns:
        return {}
    gathered = " union all ".join(gather_sql(j, field, job) for j, field in columns.items())
    job.run(f"create or replace temp table hard as {gathered}")
    types = {type_ for (type_,) in job.rows("select distinct type from hard")}
    if not types:
        return {}
    readers = {
        "id": "read_ids()",
        "phone": "read_phones()",
        "int": "read_whole()",
        "money": "read_money()",
        "date": f"read_days({base_day(job)}, {literal(job.setting.today)})",
    }
    read = " union all ".join(f"select * from {readers[type_]}" for type_ in sorted(types))
    job.run(f"create or replace temp table found as {read}")
    return dict(job.rows("select j, count(why) > 0 from found group by j"))


def gather_sql(j: int, field: str, job: Job) -> str:
    """The different texts of a column that are not plain, with the limits of its values."""
    type_ = type_of(field, job)
    least, most = limits_sql(field, job) if type_ in ("int", "money") else ("null", "null")
    first, last = limits_sql(field, job) if type_ == "date" else ("null", "null")
    begin, end = map(literal, days) if type_ == "date" and (days := window(field, job)) else ("null", "null")
    return (
        f"select distinct {j} as j, '{type_}' as type, r{j} as raw, cast({kind_sql(j, job)} as tinyint) as kind, "
        f"cast({least} as double) as least_ok, cast({most} as double) as most_ok, "
        f"cast({first} as date) as first_ok, cast({last} as date) as last_ok, "
        f"cast({begin} as date) as year_from, cast({end} as date) as year_to "
        f"from raws where r{j} is not null and {'not x' if type_ in WHOLE_TEXT else 'x'}{j}{'' if type_ in WHOLE_TEXT else ' is null'}"
    )
