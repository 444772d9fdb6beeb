"""The ledgers in force as tables and views of a store: batches, problems, what they state row by row."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pyarrow as pa

from care.definitions import Definitions
from care.ledgers.kept import Kept
from care.sql import QUERIES, read_sql

SQL_TYPES = {"date": "date", "int": "integer", "flag": "boolean", "money": "decimal(12,2)"}
FIXED = {
    "batch_id": "varchar",
    "row_id": "integer",
    "kind": "varchar",
    "sheet": "varchar",
    "row_no": "integer",
    "unit_id": "varchar",
    "class_unit_id": "varchar",
    "ledger_on": "date",
}
OF_STATEMENTS = (
    "ord",
    "left_undated",
    "found_id",
    "person_id",
)  # what a statement has besides a ledger's columns
OF_WHOM = frozenset({"name", "id_no", "head_name", "head_id"})  # by which who.sql tells people
WORD, STATEMENTS, READS_ROWS = (
    re.compile(r"\w+"),
    re.compile(r"\bbase\.statements\b"),
    re.compile(r"\bbase\.rows\b"),
)
SAMPLE = "sample"  # who took in the invented town's ledgers
BATCHES = "batch_id varchar, nth integer, file varchar, kinds varchar, unit_id varchar, ledger_on date, covers_to date, complete boolean, imported_at timestamp, imported_by varchar"
PROBLEMS = "batch_id varchar, sheet varchar, row_no integer, field varchar, code varchar, value varchar, figures varchar"


@dataclass(frozen=True)
class Part:
    """A table of what ledgers state: its name in base, the columns it lacks, the variable that tells queries/stated."""

    table: str
    variable: str
    unsaid: list[str]


def batch_rows(manifests: Iterable[dict]) -> list[tuple]:
    names = ("batch_id", "nth", "file", "kinds", "unit_id", "ledger_on", "covers_to", "complete")
    said = [
        one | {"kinds": ",".join(one["kinds"]), "complete": bool(one.get("complete"))} for one in manifests
    ]
    return [tuple(one.get(name) for name in (*names, "imported_at", "imported_by")) for one in said]


def problem_rows(manifests: Iterable[dict]) -> list[tuple]:
    return [
        (
            one["batch_id"],
            *(told[name] for name in ("sheet", "row", "field", "code", "value")),
            "|".join(str(figure) for figure in told.get("values", {}).values()),
        )
        for one in manifests
        for told in one["problems"]
        if told["row"] is not None
    ]


def show_told(
    connection, have: Kept, definitions: Definitions, rows: bool = True, narrow: bool = False
) -> None:
    """Views base.rows and base.told, every column of the definitions over the batches' files (not `rows`: the columns
    alone). `narrow`: only those that a ledger has, or that what a store is made with names."""
    said = {"batch_id"}.union(*have.columns)
    columns = columns_of(definitions)
    if narrow:
        columns = of_these(columns, said | _named_first())
    shown = _rows_sql(have, columns, said) + ("" if rows else " where false")
    connection.execute(f"create view base.rows as {shown}")
    connection.execute(f"create view base.told as {told_sql()}")


def of_these(columns: dict[str, str], names: set[str]) -> dict[str, str]:
    return {name: type_ for name, type_ in columns.items() if name in names}


@lru_cache
def _named_first() -> frozenset[str]:
    """What the queries name that read base.rows and base.told."""
    of_rows = (path for path in QUERIES.rglob("*.sql") if READS_ROWS.search(path.read_text("utf-8")))
    paths = [QUERIES / "who.sql", *(QUERIES / "stated").glob("*.sql"), *of_rows]
    return frozenset(word for path in paths for word in WORD.findall(path.read_text("utf-8")))


def narrowed(statement: str, parts: list[Part], columns: dict[str, str]) -> str:
    """A statement that reads of base.statements only the columns it names: planning over all of them takes as long as
    a village's rows."""
    if not STATEMENTS.search(statement):
        return statement
    few = of_these(columns, OF_WHOM | set(WORD.findall(statement)))
    return STATEMENTS.sub(f"({statements_sql(parts, few)})", statement)


def told_sql() -> str:
    """What base.told shows of base.rows."""
    return read_sql("who").replace("{rows}", read_sql("told"))


def columns_of(definitions: Definitions) -> dict[str, str]:
    return FIXED | {
        name: SQL_TYPES.get(field["type"], "varchar") for name, field in definitions.fields.items()
    }


def parts(have: Kept, kinds: list[list[str]], definitions: Definitions) -> list[Part]:
    """The tables of what ledgers state; `kinds` of each batch. A column that no ledger has would cost as much as one
    that all have, so the tables lack it."""
    of_contacts = [one for one, kind in zip(have.columns, kinds, strict=True) if "contacts" in kind]
    of_others = [one for one, kind in zip(have.columns, kinds, strict=True) if kind != ["contacts"]]
    columns = columns_of(definitions)
    return [
        Part("stated", "unsaid", _unsaid(columns, of_others)),
        Part("stated_contacts", "unsaid_of_contacts", _unsaid(columns, of_contacts)),
    ]


def _unsaid(columns: dict[str, str], shapes: list[set[str]]) -> list[str]:
    """The columns that no ledger has. The day of leaving may come of a column of states."""
    said = {"batch_id", "kind", "left_on"}.union(*shapes)
    return [one for one in columns if one not in said]


def load_statements(connection, parts: list[Part], definitions: Definitions) -> None:
    """The tables of what ledgers state, and view base.statements over both, with every column of the definitions."""
    for one in parts:
        connection.execute(f"set variable {one.variable} = $unsaid", {"unsaid": one.unsaid})
    for path in sorted((QUERIES / "stated").glob("*.sql")):
        connection.execute(path.read_text("utf-8"))
    connection.execute(f"create view base.statements as {statements_sql(parts, columns_of(definitions))}")


def statements_sql(parts: list[Part], columns: dict[str, str]) -> str:
    """What view base.statements says; `columns` of ledgers with their types."""
    wholes = []
    for one in parts:
        shown = [
            f'cast(null as {type_}) as "{name}"' if name in one.unsaid else f'"{name}"'
            for name, type_ in columns.items()
        ]
        wholes.append(f"select {', '.join([*OF_STATEMENTS, *shown])} from base.{one.table}")
    named = read_sql("who").replace("{rows}", " union all ".join(wholes))
    return f"select * exclude (found_id), coalesce(own_id_no, found_id) as who_id from ({named}) as named"


def _rows_sql(have: Kept, columns: dict[str, str], said: set[str]) -> str:
    """The rows of all batches under the same names; what a ledger does not have is null."""
    named = {name: f'"{name}"' if name in said else "null" for name in columns}
    shown = ", ".join(f'cast({named[name]} as {type_}) as "{name}"' for name, type_ in columns.items())
    source = have.source or "select null as batch_id where false"
    return f"select {shown} from ({source}) as told"


def is_invented(manifests: list[dict]) -> bool:
    return bool(manifests) and all(one["imported_by"] == SAMPLE for one in manifests)


def last_day_of(connection, manifests: list[dict]) -> date:
    """The last day that facts speak of. A sample town is shown as of its own last day, for ever."""
    (last_day,) = connection.execute(
        "select coalesce(max(covers_to), current_date) from base.batches"
    ).fetchall()[0]
    return last_day if is_invented(manifests) else max(date.today(), last_day)


def table(connection, name: str, columns: str, rows: list[tuple]) -> None:
    connection.execute(f"create table base.{name} ({columns})")
    add(connection, name, rows)


def add(connection, name: str, rows: list[tuple]) -> None:
    """Rows into table base.`name`."""
    if rows:
        values = pa.table(
            [pa.array(column) for column in zip(*rows, strict=True)], [f"c{at}" for at in range(len(rows[0]))]
        )
        connection.register("given", values)
        connection.execute(f"insert into base.{name} select * from given")
        connection.unregister("given")
