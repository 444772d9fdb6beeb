"""The store: one DuckDB file derived from the batches, read through scoped, read-only cursors."""

import contextlib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

QUERIES = Path(__file__).resolve().parent.parent / "queries"
LIMITS = {"memory_limit": "1GB", "threads": "2"}


@dataclass(frozen=True)
class Scope:
    """What an asker may see: everything (`units` is None) or the subtrees of some units."""

    units: tuple[str, ...] | None = ()


EVERYTHING = Scope(None)


@dataclass(frozen=True)
class Store:
    """An open store. `version` belongs into every cache key; `fixed_day` is the last day of a sample town."""

    path: Path
    version: str
    fixed_day: date | None
    first_day: date
    connection: duckdb.DuckDBPyConnection

    @property
    def as_of(self) -> date:
        """The day shown unless another is chosen: today, also after midnight."""
        return self.fixed_day or date.today()

    def query(
        self,
        scope: Scope,
        sql: str,
        parameters: dict | None = None,
        tables: dict[str, pa.Table] | None = None,
    ) -> pd.DataFrame:
        """Run one statement as an asker with `scope`; a cursor of its own, so threads never share results.

        `tables` are answers had before under the same scope, by the names the statement gives them.
        """
        cursor = self.connection.cursor()
        try:
            for name, table in (tables or {}).items():
                cursor.register(name, table)
            cursor.execute("set variable scope_all = $all", {"all": scope.units is None})
            cursor.execute("set variable scope_units = $units", {"units": self._units_below(cursor, scope)})
            wanted = duckdb.extract_statements(sql)[0].named_parameters
            return cursor.execute(sql, {name: (parameters or {})[name] for name in wanted}).df()
        finally:
            cursor.close()

    @staticmethod
    def _units_below(cursor: duckdb.DuckDBPyConnection, scope: Scope) -> list[str]:
        if not scope.units:
            return [""]  # an empty list has no type; no unit is called ''
        sql = "select distinct unit_id from base.unit_above where list_contains($units, above_id)"
        return [row[0] for row in cursor.execute(sql, {"units": list(scope.units)}).fetchall()] or [""]


def current(folder: Path) -> Path | None:
    """The store file in force, or None before the first build."""
    pointer = folder / "store" / "current"
    with contextlib.suppress(FileNotFoundError):
        path = folder / "store" / pointer.read_text("utf-8").strip()
        return path if path.exists() else None
    return None


def open_store(path: Path) -> Store:
    """Open a built store read-only, with its configuration locked and the file system shut."""
    connection = duckdb.connect(
        str(path),
        read_only=True,
        config={
            **LIMITS,
            "enable_external_access": "false",
            "disabled_optimizers": "join_filter_pushdown",
            "lock_configuration": "true",
        },
    )
    version, fixed_day, first_day = connection.execute(
        "select version, as_of, first_day from base.meta"
    ).fetchall()[0]
    return Store(path, version, fixed_day, first_day, connection)


@cache
def read_sql(name: str) -> str:
    """The text of queries/<name>.sql."""
    return (QUERIES / f"{name}.sql").read_text("utf-8")
