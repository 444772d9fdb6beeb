"""The checked tables of one file as one wide table of rows, each with the day its ledger speaks for."""

from datetime import date, timedelta
from functools import lru_cache

import duckdb
import pyarrow as pa

from care.definitions import load
from care.ledgers.checking import Checked
from care.ledgers.laying import numbers
from care.ledgers.surroundings import Hints
from care.ledgers.tables import Table

LONG_AGO = timedelta(3 * 365)


@lru_cache(maxsize=1)
def speaks_of() -> tuple[str, ...]:
    """Fields whose latest day shows how far a ledger reaches (`told = true`)."""
    return tuple(name for name, field in load().fields.items() if field.get("told"))


def assemble(
    connection: duckdb.DuckDBPyConnection,
    tables: list[Table],
    checked: list[Checked],
    day: date | None,
    today: date,
) -> pa.Table:
    """All tables' rows in one wide table with the fixed columns."""
    if len(checked) == 1 and checked[0].rows is not None:
        sheets = sheets_of(connection, tables[0], checked[0], day, today)
        return laid(tables[0].kind, checked[0].rows, sheets)
    parts = []
    for number, (table, one) in enumerate(zip(tables, checked, strict=True)):
        connection.register(f"sheets{number}", sheets_of(connection, table, one, day, today))
        parts.append(
            f"select '{table.kind}' as kind, sheet, row_no, unit_id, class_unit_id, ledger_on, "
            f"{one.name}.* exclude (s, row_no, unit_id, class_unit_id) from {one.name} join sheets{number} using (s)"
        )
    everything = " union all by name ".join(f"({part})" for part in parts)
    return connection.sql(
        f"select cast(row_number() over () as integer) as row_id, * from ({everything})"
    ).to_arrow_table()


def laid(kind: str, rows: pa.Table, sheets: pa.Table) -> pa.Table:
    """The same of a large file's one table, whose columns stay what they are."""
    own = {name: rows[name] for name in rows.column_names if name != "s"}
    of_sheet = {name: said_of(rows["s"], sheets[name]) for name in ("sheet", "ledger_on")}
    kinds = pa.repeat(pa.scalar(kind), rows.num_rows)
    first = {"row_id": numbers(rows.num_rows), "kind": kinds, "sheet": of_sheet["sheet"]}
    first |= {name: own.pop(name) for name in ("row_no", "unit_id", "class_unit_id")}
    return pa.table(first | {"ledger_on": of_sheet["ledger_on"]} | own)


def said_of(s: pa.ChunkedArray, said: pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """What is said of each row's sheet."""
    return pa.repeat(said[0], len(s)) if len(said) == 1 else said.take(s)


def sheets_of(
    connection: duckdb.DuckDBPyConnection, table: Table, one: Checked, day: date | None, today: date
) -> pa.Table:
    """(s, sheet, ledger_on). The day a ledger speaks for: written on it; else given by the clerk; else the last fact
    within the title's period, or that period's end; else its last fact; else today, but for a list of units,
    which then speaks for no day."""
    dated = [field for field in speaks_of() if field in one.columns]
    last = (
        f"max(least(date '{today}', greatest({', '.join(dated)}, {dated[0]})))"
        if dated
        else "cast(null as date)"
    )
    facts = dict(connection.execute(f"select s, {last} from {one.name} group by s").fetchall())
    if table.kind == "roster":  # nobody joined for years: that says nothing of the list's own day
        facts = {s: fact for s, fact in facts.items() if fact and fact >= today - LONG_AGO}
    else_ = None if table.kind == "units" else today  # a list of units holds until another one says otherwise
    days = [
        ledger_on(layout.hints, facts.get(s), day, today, else_) for s, layout in enumerate(table.layouts)
    ]
    return pa.table(
        {
            "s": pa.array(range(len(days)), pa.int32()),
            "sheet": [layout.sheet.name for layout in table.layouts],
            "ledger_on": pa.array(days, pa.date32()),
        }
    )


def ledger_on(
    hints: Hints, fact: date | None, day: date | None, today: date, else_: date | None
) -> date | None:
    if hints.ledger_on or day:
        return hints.ledger_on or day
    if hints.period and hints.period[0] <= today:
        return fact if fact and fact >= hints.period[0] else min(hints.period[1], today)
    return fact or else_
