"""Tables put by: what a question answered once, for whoever asks it again with another filter.

They lie in a database of their own in memory, attached to the store's, and go with it. Each was made through
one asker's row wall and is shown to nobody whose scope is another.
"""

import contextlib
import itertools
import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field

import duckdb

from care import patience
from care.walls import Scope

MOST_BYTES = 300_000_000  # of all tables of a store that is not large; the longest unasked go first
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
    """Of one thing for one scope; `table` is '' until somebody has made it, who holds `making` meanwhile."""

    table: str = ""
    users: int = 0
    making: threading.Lock = field(default_factory=threading.Lock)


class Shelf:
    """The things put by for one open store."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, most_bytes: int = MOST_BYTES):
        self._home = f"kept_{next(HOMES)}"  # a file that is opened twice is one database to DuckDB
        connection.execute(f"attach ':memory:' as {self._home} (read_write, compress)")
        (self._empty,) = connection.execute(USED).fetchall()[0]  # a store held in memory counts, too
        self.most_bytes = most_bytes
        self._places: OrderedDict[tuple[Scope, Thing], _Place] = OrderedDict()
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
            self._places.move_to_end((scope, thing))
            place.users += 1
        try:
            if not place.table:
                with patience.turn(place.making):
                    place.table = place.table or self._make(cursor, scope, thing)
            yield place.table
        finally:
            with self._lock:
                place.users -= 1
                if not place.users and not place.table:
                    self._places.pop((scope, thing), None)

    def _make(self, cursor, scope: Scope, thing: Thing) -> str:
        table = f"{self._home}.t{next(self._numbers)}"
        with self.tables(cursor, scope, thing.of) as names, patience.asked(cursor):
            cursor.execute(f"create table {table} as {filled(thing.sql, names)}", dict(thing.given))
        self._make_room(cursor)
        return table

    def _make_room(self, cursor) -> None:
        while cursor.execute(USED).fetchall()[0][0] - self._empty > self.most_bytes:
            with self._lock:
                unused = [key for key, one in self._places.items() if one.table and not one.users]
                if not unused:
                    return
                gone = self._places.pop(unused[0])
            cursor.execute(f"drop table {gone.table}")


def filled(sql: str, names: dict[str, str]) -> str:
    """`sql` with the names in braces put in."""
    for name, table in names.items():
        sql = sql.replace(f"{{{name}}}", table)
    return sql
