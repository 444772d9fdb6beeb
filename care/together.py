"""The statements that make a store's tables, two at a time where neither needs what the other makes.

Over a town's rows, planning a statement takes as long as running it, on one processor.
"""

import re
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from functools import lru_cache
from queue import SimpleQueue

import duckdb

MOST_ROWS = 200_000  # of ledgers; with more, each statement has both processors busy and wants the memory
ROWS = "select (select count(*) from base.stated) + (select count(*) from base.stated_contacts)"
# What only the connection sees (the rows of a sealed directory, held in memory) its cursors do not.
OWN = "select count(*) from duckdb_views() where temporary and not internal"
AT_ONCE = 2
COMMENT = re.compile(r"--[^\n]*")
NAMED = re.compile(r"\bbase\.(\w+)")
MAKES = re.compile(r"\s*(create table|create view|drop table|drop view) base\.(\w+)")


@dataclass(frozen=True)
class Step:
    """A statement, with the earlier ones (by their place) that have to be done before; how many later ones wait for it,
    be it for what others make of it."""

    sql: str
    after: frozenset[int]
    awaited: int


@lru_cache(maxsize=2)  # the same with every build
def steps_of(texts: tuple[str, ...]) -> tuple[Step, ...]:
    """The statements of some SQL texts. One that makes or drops no table of base waits for all before it, and all
    after it wait for it."""
    sqls: list[str] = []
    afters: list[frozenset[int]] = []
    named: list[set[str]] = []
    last_made: dict[str, int] = {}
    barrier = -1
    for statement in (one for text in texts for one in duckdb.extract_statements(text)):
        sql = COMMENT.sub("", statement.query)
        at, names, makes = len(sqls), set(NAMED.findall(sql)), MAKES.match(sql)
        after = {last_made[name] for name in names & last_made.keys()} | (
            {barrier} if barrier >= 0 else set()
        )
        if makes is None:
            after, barrier = set(range(at)), at
        elif makes[1].startswith("drop"):
            after |= {n for n in range(at) if makes[2] in named[n]}
        if makes:
            last_made[makes[2]] = at
        sqls.append(statement.query)
        afters.append(frozenset(after))
        named.append(names)
    return tuple(map(Step, sqls, afters, _awaited(afters)))


def _awaited(afters: list[frozenset[int]]) -> list[int]:
    """How many wait for each."""
    behind: list[set[int]] = [set() for _ in afters]
    for at in reversed(range(len(afters))):
        for one in afters[at]:
            behind[one] |= behind[at] | {at}
    return [len(one) for one in behind]


def run(
    connection: duckdb.DuckDBPyConnection, texts: tuple[str, ...], narrowed: Callable[[str], str]
) -> None:
    """Run the statements; those of many rows, or over what only the connection sees, in turn. `narrowed`: a statement
    that is planned faster. Raises what the first that fails raises."""
    rows, own = (connection.execute(sql).fetchall()[0][0] for sql in (ROWS, OWN))
    if own or rows > MOST_ROWS:
        for text in texts:
            connection.execute(text)
        return
    cursors = _cursors(connection)
    try:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            _run(pool, cursors, [replace(one, sql=narrowed(one.sql)) for one in steps_of(texts)])
    finally:
        while not cursors.empty():
            cursors.get().close()


def _cursors(connection: duckdb.DuckDBPyConnection) -> SimpleQueue:
    """As many as work at once, each in the connection's database."""
    (name,) = connection.execute("select current_database()").fetchall()[0]
    cursors: SimpleQueue = SimpleQueue()
    for _ in range(AT_ONCE):
        cursors.put(cursor := connection.cursor())
        cursor.execute(f'use "{name}"')
    return cursors


def _run(pool: ThreadPoolExecutor, cursors: SimpleQueue, steps: list[Step]) -> None:
    waiting, done = dict(enumerate(steps)), set()
    running: dict[Future, int] = {}
    while waiting or running:
        ready = [at for at, step in waiting.items() if step.after <= done]
        ready.sort(key=lambda at: -steps[at].awaited)
        for at in ready[: AT_ONCE - len(running)]:
            running[pool.submit(_execute, cursors, waiting.pop(at).sql)] = at
        for one in wait(running, return_when=FIRST_COMPLETED).done:
            one.result()
            done.add(running.pop(one))


def _execute(cursors: SimpleQueue, sql: str) -> None:
    cursor = cursors.get()
    try:
        cursor.execute(sql)
    finally:
        cursors.put(cursor)
