"""The row wall: cursors of one store, each shown what its asker may see (queries/views.sql, views_of_some.sql)."""

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field

import duckdb

from care.sql import read_sql

SHUTTING = (duckdb.InternalException, duckdb.FatalException)
MOST_IDLE = 64  # cursors kept; raising the wall of a part takes longer than most questions


@dataclass(frozen=True)
class Scope:
    """What an asker may see: the subtrees of some `units` and people of some `groups` (None = all, () = none);
    without `names`, figures only: whatever names somebody reads “*”."""

    units: tuple[str, ...] | None = ()
    groups: tuple[str, ...] | None = None
    names: bool = True


EVERYTHING = Scope(None)


@dataclass(frozen=True)
class Cursors:
    """Cursors of `connection` by scope; one is used by one thread at a time and never by two scopes. `shut`: DuckDB met
    a fault of its own and answers nothing on this database any more, until it is opened anew."""

    connection: duckdb.DuckDBPyConnection
    shut: threading.Event = field(default_factory=threading.Event)
    _idle: OrderedDict = field(default_factory=OrderedDict)  # scope → cursors, the longest unused scope first
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextlib.contextmanager
    def cursor(self, scope: Scope) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor that sees what `scope` may see. One that met a fault is not used again."""
        cursor = self._kept(scope) or _walled(self.connection.cursor(), scope)
        try:
            yield cursor
        except BaseException as fault:
            cursor.close()
            if isinstance(fault, SHUTTING):
                self._shut()
            raise
        self._keep(scope, cursor)

    def _shut(self) -> None:
        """Let the file go: as long as somebody has it, whoever opens it gets the same database."""
        with self._lock:
            self.shut.set()
            for one in (cursor for idle in self._idle.values() for cursor in idle):
                one.close()
            self._idle.clear()
            self.connection.close()

    def _kept(self, scope: Scope) -> duckdb.DuckDBPyConnection | None:
        with self._lock:
            idle = self._idle.get(scope)
            return idle.pop() if idle else None

    def _keep(self, scope: Scope, cursor: duckdb.DuckDBPyConnection) -> None:
        with self._lock:
            if self.shut.is_set():
                cursor.close()
                return
            self._idle.setdefault(scope, []).append(cursor)
            self._idle.move_to_end(scope)
            while sum(map(len, self._idle.values())) > MOST_IDLE:
                _, oldest = self._idle.popitem(last=False)
                for one in oldest:
                    one.close()


def _walled(cursor: duckdb.DuckDBPyConnection, scope: Scope) -> duckdb.DuckDBPyConnection:
    """Until this is done, a cursor sees nothing."""
    if scope == EVERYTHING:
        cursor.execute("set variable whole = true")
        return cursor
    cursor.execute("set variable all_units = $all", {"all": scope.units is None})
    cursor.execute("set variable all_groups = $all", {"all": scope.groups is None})
    cursor.execute("set variable with_names = $names", {"names": scope.names})
    _set_list(cursor, "scope_groups", list(scope.groups or ()))
    _set_list(cursor, "scope_units", _units_below(cursor, scope))
    cursor.execute(read_sql("views_of_some"))
    return cursor


def _set_list(cursor: duckdb.DuckDBPyConnection, name: str, values: list[str]) -> None:
    cursor.execute(f"set variable {name} = cast($values as varchar[])", {"values": values})


def _units_below(cursor: duckdb.DuckDBPyConnection, scope: Scope) -> list[str]:
    if not scope.units:
        return []
    sql = "select distinct unit_id from base.unit_above where list_contains($units, above_id)"
    return [row[0] for row in cursor.execute(sql, {"units": list(scope.units)}).fetchall()]
