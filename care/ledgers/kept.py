"""The rows of accepted batches: as one table, or several as SQL for a connection. Sealed ones are opened in memory."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as parquet

from care import vault


@dataclass(frozen=True)
class Kept:
    """`columns` of each batch, in the order asked for; `source`: a SELECT of all their rows under the same names, with
    `batch_id` ('' where there are no batches)."""

    columns: list[set[str]]
    source: str


def path_of(folder: Path, batch_id: str) -> Path:
    return folder / "batches" / batch_id / "rows.parquet"


def rows(folder: Path, batch_id: str) -> pa.Table:
    """The rows of one batch."""
    return parquet.read_table(pa.BufferReader(vault.read(path_of(folder, batch_id))))


def same(folder: Path, batch_id: str, these: pa.Table) -> bool:
    """Does a batch hold just these rows, in this order?"""
    return rows(folder, batch_id).equals(these)


def kept(connection: duckdb.DuckDBPyConnection, folder: Path, batch_ids: list[str]) -> Kept:
    """The rows of several batches. Plain ones are read by DuckDB when they are asked for, and only what is asked for."""
    if not batch_ids:
        return Kept([], "")
    if vault.ready(folder):
        return _opened(connection, folder, batch_ids)
    paths = {one: str(path_of(folder, one)) for one in batch_ids}
    named = ", ".join(f"({_text(one)}, {_text(path)})" for one, path in paths.items())
    listed = ", ".join(map(_text, paths.values()))
    return Kept(
        _columns(connection, paths),
        f"select told.* exclude (filename), named.batch_id "
        f"from read_parquet([{listed}], union_by_name = true, filename = true) as told "
        f"inner join (values {named}) as named (batch_id, path) on told.filename = named.path",
    )


def _columns(connection: duckdb.DuckDBPyConnection, paths: dict[str, str]) -> list[set[str]]:
    found: dict[str, set[str]] = {path: set() for path in paths.values()}
    asked = "select file_name, name from parquet_schema($paths) where num_children is null"
    for path, name in connection.execute(asked, {"paths": list(found)}).fetchall():
        found[path].add(name)
    return [found[path] for path in paths.values()]


def _opened(connection: duckdb.DuckDBPyConnection, folder: Path, batch_ids: list[str]) -> Kept:
    columns, parts = [], []
    for number, one in enumerate(batch_ids):
        table = rows(folder, one)
        connection.register(f"kept_{number}", table)
        columns.append(set(table.column_names))
        parts.append(f"select *, {_text(one)} as batch_id from kept_{number}")
    return Kept(columns, " union all by name ".join(parts))


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
