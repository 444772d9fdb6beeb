"""Tables put by: what a question answered once, for whoever asks it again with another filter.

They lie in a database of their own in memory, attached to the store's, and go with it. Each was made through
one asker's row wall and is shown to nobody whose scope is another.
"""

import contextlib
import itertools
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import duckdb

from care import patience
from care.walls import Scope

MOST_BYTES = 300_000_000  # of all tables of a store that is not large
LEAST_BYTES = 1_000_000  # that a table counts: memory is not told more finely
HOMES = itertools.count(1)
USED = (
    "select coalesce(sum(memory_usage_bytes + temporary_storage_bytes), 0) from duckdb_memory() "
    "where tag = 'IN_MEMORY_TABLE'"
)


@dataclass(frozen=True)
class Thing:
    """A table that can be put by: `sql` makes it, of parameters `given` and of other things, which `sql` and whoever
    asks it name in braces."""

    sql: str
    given: tuple[tuple[str, object], ...] = ()
    of: tuple[tuple[str, "Thing"], ...] = ()


@dataclass
class _Place:
    """Of one thing for one scope; `table` is '' until somebody has made it, who holds `making` meanwhile. `worth`: the
    seconds that it took, by the bytes that it takes."""

    table: str = ""
    worth: float = 0.0
    credit: float = 0.0
    users: int = 0
    making: threading.Lock = field(default_factory=threading.Lock)


class Shelf:
    """The things put by for one open store. Where room is needed, what is least worth goes first (GreedyDual-Size: its
    credit is its worth above that of the last that went, and is given anew at each use): of a million people's day not
    everything fits, and what was quick to make shall not drive out what was slow."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, most_bytes: int = MOST_BYTES):
        self._home = f"kept_{next(HOMES)}"  # a file that is opened twice is one database to DuckDB
        connection.execute(f"attach ':memory:' as {self._home} (read_write, compress)")
        (self._empty,) = connection.execute(USED).fetchall()[0]  # a store held in memory counts, too
        self.most_bytes = most_bytes
        self._places: dict[tuple[Scope, Thing], _Place] = {}
        self._floor = 0.0
        self._lock, self._numbers = threading.Lock(), itertools.count(1)

    @contextlib.contextmanager
    def tables(
        self, cursor: duckdb.DuckDBPyConnection, scope: Scope, things: tuple[tuple[str, Thing], ...]
    ) -> Iterator[dict[str, str]]:
        """The tables of some things, by their names; they stay until the block ends. What is not there is made by
        `cursor`, which must see what `scope` sees; others who want it meanwhile wait."""
        with contextlib.ExitStack() as stack:
            yield {name: stack.enter_context(self._table(cursor, scope, thing)) for name, thing in things}

    @contextlib.contextmanager
    def _table(self, cursor, scope: Scope, thing: Thing) -> Iterator[str]:
        with self._lock:
            place = self._places.setdefault((scope, thing), _Place())
            place.users += 1
        try:
            if not place.table:
                with patience.turn(place.making):
                    if not place.table:
                        place.table, place.worth = self._make(cursor, scope, thing)
                self._make_room(cursor)
            place.credit = self._floor + place.worth
            yield place.table
        finally:
            with self._lock:
                place.users -= 1
                if not place.users and not place.table:
                    self._places.pop((scope, thing), None)

    def _make(self, cursor, scope: Scope, thing: Thing) -> tuple[str, float]:
        """(a new table, its worth)."""
        table = f"{self._home}.t{next(self._numbers)}"
        with self.tables(cursor, scope, thing.of) as names, patience.asked(cursor):
            before, began = self._used(cursor), time.perf_counter()
            cursor.execute(f"create table {table} as {filled(thing.sql, names)}", dict(thing.given))
            seconds, size = time.perf_counter() - began, self._used(cursor) - before
        return table, seconds / max(size, LEAST_BYTES)

    def _make_room(self, cursor) -> None:
        while self._used(cursor) > self.most_bytes:
            with self._lock:
                unused = [
                    (one.credit, n, key)
                    for n, (key, one) in enumerate(self._places.items())
                    if one.table and not one.users
                ]
                if not unused:
                    return
                gone = self._places.pop(min(unused)[2])
                self._floor = max(self._floor, gone.credit)
            cursor.execute(f"drop table {gone.table}")

    def _used(self, cursor) -> int:
        return cursor.execute(USED).fetchall()[0][0] - self._empty


def filled(sql: str, names: dict[str, str]) -> str:
    """`sql` with the names in braces put in."""
    for name, table in names.items():
        sql = sql.replace(f"{{{name}}}", table)
    return sql
