"""Batches in force → the store: one new DuckDB file, swapped in at one stroke.

Nothing in a store is precious: it can be thrown away and built again from the batches.
"""

import contextlib
import hashlib
import os
from datetime import date
from functools import lru_cache
from pathlib import Path

import duckdb
import pyarrow as pa

from care import erasing, held, matching, obligations, spark, tallies, vault
from care.definitions import Definitions
from care.ledgers import batches, erased
from care.ledgers.kept import Kept, kept
from care.store import QUERIES, Store, building_limits, open_store, read_sql

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
ROWS_TOGETHER = (
    30_720  # of a table: what one processor works on at a time; DuckDB's 122,880 leave the others idle
)
SAMPLE = "sample"  # who took in the invented town's ledgers


def build(folder: Path, definitions: Definitions, anew: bool = False) -> Path:
    """Derive the store from the batches in force; an unchanged set of batches and rules gives the same file, which is
    kept where it is there, unless it shall be made `anew`.

    The caller holds the writer's lock. Returns the path of the store now in force.
    """
    erasing.finish(folder, definitions)
    version = version_of(folder, definitions)
    home = folder / "store"
    home.mkdir(parents=True, exist_ok=True)
    if vault.ready(folder):
        path = home / f"{version}{held.MEMORY}"
        opened(folder, path, definitions)
    else:
        path = home / f"{version}.duckdb"
        if anew or not path.exists():
            _write(path, folder, definitions)
    _point(home, path)
    return path


def _write(path: Path, folder: Path, definitions: Definitions) -> None:
    aside = path.with_suffix(".building")
    for left in path.parent.glob(
        f"{aside.name}*"
    ):  # a write-ahead log without its file makes the next unopenable
        left.unlink(missing_ok=True)
    with duckdb.connect(config=building_limits()) as connection:
        quoted = str(aside).replace("'", "''")
        connection.execute(f"attach '{quoted}' as store (row_group_size {ROWS_TOGETHER})")
        connection.execute("use store")
        _fill(connection, folder, definitions)
        connection.execute("checkpoint")
    os.replace(aside, path)


@lru_cache(maxsize=2)
def opened_file(path: Path) -> Store:
    """The store at `path`, opened once a process; the one before stays open until its last query ends."""
    return open_store(path)


def opened(folder: Path, path: Path, definitions: Definitions) -> Store:
    """The store that `path` names: a file, or (of a sealed directory) what this process holds in memory."""
    if path.suffix != held.MEMORY:
        return opened_file(path)
    return held.held(path, held.Fill(lambda connection: _fill(connection, folder, definitions)))


def version_of(folder: Path, definitions: Definitions) -> str:
    """The name of the store that the folder's batches and decisions, these rules and our questions give."""
    said = definitions.sha256 + repr(matching.decisions(folder)) + erased.stamp(folder)
    digest = hashlib.sha256(said.encode())
    for manifest in sorted(batches.in_force(folder), key=lambda one: one["batch_id"]):
        digest.update(manifest["batch_id"].encode() + manifest["sha256"].encode())
    for path in sorted(QUERIES.rglob("*.sql")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _point(home: Path, path: Path) -> None:
    """Switch `current` to the new file; older files go when nobody reads them any more (Windows keeps open ones)."""
    aside = home / "current.new"
    size = f" {path.stat().st_size}" if path.exists() else ""
    aside.write_text(f"{path.name}{size}", "utf-8")
    os.replace(aside, home / "current")
    for other in home.iterdir():
        if other.name not in (path.name, "current"):
            with contextlib.suppress(OSError):
                other.unlink()


def _fill(connection, folder: Path, definitions: Definitions) -> None:
    manifests = batches.in_force(folder)
    version = version_of(folder, definitions)
    elsewhere = spark.chosen(connection, folder, version)  # then DuckDB's tables are made empty, and filled
    connection.execute("create schema base")
    connection.execute(
        f"create macro subject_key(k) as cast('0x' || substr(md5('{erased.salt(folder)}' || k), 1, 15) as bigint)"
    )
    _load_rows(connection, folder, manifests, definitions, rows=elsewhere is None)
    _table(
        connection, "decisions", "person_id bigint, other_id bigint, same boolean", matching.decisions(folder)
    )
    for path in sorted((QUERIES / "store").glob("*.sql")):
        connection.execute(path.read_text("utf-8"))
    if elsewhere:
        elsewhere.derive()
    first_day, last_day = _load_meta(connection, manifests, version)
    for table in obligations.tables(definitions, first_day, last_day):
        _table(connection, *table)
    connection.execute(f"create table base.tallies {tallies.COLUMNS}")
    connection.execute("drop view base.rows")  # the files may be elsewhere one day
    connection.execute(read_sql("views"))
    ends = tallies.ends(definitions, first_day, last_day)
    if elsewhere:
        elsewhere.tally(definitions, ends)
    else:
        tallies.tally(connection, definitions.indicators.values(), ends)


def _load_rows(connection, folder: Path, manifests: list[dict], definitions: Definitions, rows: bool) -> None:
    """base.batches and base.problems; and view base.rows, every column of the definitions over the batches' files (not
    `rows`: the columns alone)."""
    _table(
        connection,
        "batches",
        "batch_id varchar, file varchar, kinds varchar, unit_id varchar, ledger_on date, covers_to date, complete boolean, imported_at timestamp, imported_by varchar",
        [
            (
                one["batch_id"],
                one["file"],
                ",".join(one["kinds"]),
                one.get("unit_id"),
                one.get("ledger_on"),
                one.get("covers_to"),
                bool(one.get("complete")),
                one["imported_at"],
                one["imported_by"],
            )
            for one in manifests
        ],
    )
    told = kept(connection, folder, [one["batch_id"] for one in manifests])
    _load_statements(connection, told, definitions, rows)
    _table(
        connection,
        "problems",
        "batch_id varchar, sheet varchar, row_no integer, field varchar, code varchar, value varchar, figures varchar",
        [
            (
                one["batch_id"],
                *(told[name] for name in ("sheet", "row", "field", "code", "value")),
                "|".join(str(figure) for figure in told.get("values", {}).values()),
            )
            for one in manifests
            for told in one["problems"]
            if told["row"] is not None
        ],
    )


def _load_statements(connection, told: Kept, definitions: Definitions, rows: bool) -> None:
    """View base.rows over the batches' rows and view base.statements over what stands in base.stated of them, both
    with every column of the definitions. A column that no ledger has would cost as much as one that all have, so
    base.stated lacks it."""
    columns = FIXED | {
        name: SQL_TYPES.get(field["type"], "varchar") for name, field in definitions.fields.items()
    }
    said = {"batch_id"}.union(*told.columns)
    shown = _rows_sql(told, columns, said) + ("" if rows else " where false")
    connection.execute(f"create view base.rows as {shown}")
    unsaid = [
        one for one in columns if one not in {*said, "left_on"}
    ]  # left_on may come of a column of states
    connection.execute("set variable unsaid = $unsaid", {"unsaid": unsaid})
    connection.execute(read_sql("stated"))
    nulls = [f'cast(null as {columns[name]}) as "{name}"' for name in unsaid]
    connection.execute(f"create view base.statements as select {', '.join(['*', *nulls])} from base.stated")


def _rows_sql(told: Kept, columns: dict[str, str], said: set[str]) -> str:
    """The rows of all batches under the same names; what a ledger does not have is null."""
    named = {name: f'"{name}"' if name in said else "null" for name in columns}
    shown = ", ".join(f'cast({named[name]} as {type_}) as "{name}"' for name, type_ in columns.items())
    source = told.source or "select null as batch_id where false"
    return f"select {shown} from ({source}) as told"


def _load_meta(connection, manifests: list[dict], version: str) -> tuple[date, date]:
    """Returns the first and last day that facts speak of. A sample town is shown as of its own last day, for ever."""
    first_day, last_day = connection.execute(
        "select coalesce((select min(on_day) from base.contacts), current_date), coalesce((select max(covers_to) from base.batches), current_date)"
    ).fetchall()[0]
    invented = bool(manifests) and all(one["imported_by"] == SAMPLE for one in manifests)
    connection.execute(
        "create table base.meta as select $version as version, cast($as_of as date) as as_of, cast($first as date) as first_day",
        {"version": version, "as_of": last_day if invented else None, "first": first_day},
    )
    connection.execute(
        "create table base.records as select cast($first as date) as first_on", {"first": first_day}
    )
    return first_day, last_day if invented else max(date.today(), last_day)


def _table(connection, name: str, columns: str, rows: list[tuple]) -> None:
    connection.execute(f"create table base.{name} ({columns})")
    if rows:
        values = pa.table(
            [pa.array(column) for column in zip(*rows, strict=True)], [f"c{at}" for at in range(len(rows[0]))]
        )
        connection.register("given", values)
        connection.execute(f"insert into base.{name} select * from given")
        connection.unregister("given")
