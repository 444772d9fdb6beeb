"""The store: one DuckDB file derived from the batches, read through scoped, read-only cursors."""

import os
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from care import patience
from care.shelf import MOST_BYTES, Shelf, Thing, filled
from care.sql import QUERIES, read_sql
from care.walls import EVERYTHING, Cursors, Scope

__all__ = ["EVERYTHING", "LIMITS", "QUERIES", "Scope", "Store", "current", "open_store", "read_sql"]


def _memory(part: int, most: float) -> str:
    """A part of the machine's memory, 1 GB at the least."""
    try:
        whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    except (AttributeError, ValueError, OSError):  # Windows does not say
        whole = 8
    return f"{min(most, max(1.0, whole / part)):.1f}GB"


# Questions may take no more than this of the machine, together: a million people's visits need more than 1 GB.
LIMITS = {"memory_limit": _memory(8, 3.0), "threads": "2", "max_temp_directory_size": "4GB"}
# Of these, what is put by may take half, if the store is so large that it needs it.
MOST_SHELF = int(float(LIMITS["memory_limit"].removesuffix("GB")) * 1e9 / 2)
SHELF_PART = 3  # of the store's file
# A build has the machine's quiet hours: a quarter of its memory, 1 to 4 GB, and what does not fit goes to disk.
BUILDING = {"threads": "2", "max_temp_directory_size": "60GB"}
SECONDS = os.environ.get("CAREBOARD_QUERY_SECONDS", "")
NAME = re.compile(r"[0-9a-f]{16}\.(duckdb|memory)")
SHUT = {
    "max_execution_time": str(int(SECONDS) * 1000 if SECONDS.isdecimal() and int(SECONDS) else 30_000),
    "enable_external_access": "false",
    "disabled_optimizers": "join_filter_pushdown",
    "lock_configuration": "true",
}


def building_limits() -> dict[str, str]:
    """What one build may take of the machine."""
    return BUILDING | {"memory_limit": _memory(4, 4.0)}


@dataclass(frozen=True)
class Store:
    """An open store. `version` belongs into every cache key; `fixed_day` is the last day of a sample town."""

    path: Path
    version: str
    fixed_day: date | None
    first_day: date
    cursors: Cursors
    shelf: Shelf

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
        kept: dict[str, Thing] | None = None,
    ) -> pd.DataFrame:
        """Run one statement as an asker with `scope`; a cursor of its own, so threads never share results.

        `tables` are answers had before under the same scope, by the names the statement gives them; `kept` are things
        on the shelf, which the statement names in braces.
        """
        things = tuple((kept or {}).items())
        with self.cursors.cursor(scope) as cursor, self.shelf.tables(cursor, scope, things) as names:
            for name, table in (tables or {}).items():
                cursor.register(name, table)
            statement = parsed(filled(sql, names))
            wanted = {name: (parameters or {})[name] for name in statement.named_parameters}
            with patience.asked(cursor):
                frame = cursor.execute(statement, wanted).df()
            for name in tables or {}:
                cursor.unregister(name)
            return frame


@lru_cache(maxsize=2000)  # texts differ by question and roll-up, not by what is asked for
def parsed(sql: str) -> duckdb.Statement:
    """The one statement of `sql`, ready to be run again: parsing takes a fifth of a look into what is put by."""
    (statement,) = duckdb.extract_statements(sql)
    return statement


def named(sql: str) -> frozenset[str]:
    """The parameters a statement names, things in braces left open."""
    return frozenset(parsed(re.sub(r"[{}]", "", sql)).named_parameters)


def current(folder: Path) -> Path | None:
    """The store in force; None before the first build, and where its file or the one that names it was cut off."""
    home = folder / "store"
    try:
        name, _, size = (home / "current").read_text("utf-8").strip().partition(" ")
    except (OSError, ValueError):
        return None
    path = home / name
    if not NAME.fullmatch(name) or (path.suffix == ".duckdb" and not path.exists()):
        return None
    return path if not size or size == str(path.stat().st_size) else None


def open_store(path: Path) -> Store:
    """Open a built store read-only, with its configuration locked and the file system shut."""
    # With the connection, not after it: DuckDB gives a file that is open already the same, locked database.
    connection = duckdb.connect(str(path), read_only=True, config={**LIMITS, **SHUT})
    return store_of(path, connection)


def store_of(path: Path, connection: duckdb.DuckDBPyConnection) -> Store:
    """The Store of a database that was built and shut."""
    version, fixed_day, first_day = connection.execute(
        "select version, as_of, first_day from base.meta"
    ).fetchall()[0]
    shelf = Shelf(connection, _shelf_bytes(path))
    return Store(path, version, fixed_day, first_day, Cursors(connection), shelf)


def _shelf_bytes(path: Path) -> int:
    """What tables put by may take: the day of a million people does not fit into what a county's needs."""
    size = path.stat().st_size if path.exists() else 0
    return max(MOST_BYTES, min(MOST_SHELF, size // SHELF_PART))
