"""Each question's SQL alone: milliseconds, rows scanned, and how that compares with only reading the columns it reads."""

import json
import re
import statistics
import time
from dataclasses import dataclass
from functools import partial
from unittest import mock

import duckdb

from bench.report.figures import told
from bench.report.home import UNTIL, Town, say
from bench.report.places import places
from care import prepared
from care.answers import Answers, Ask
from care.definitions import load
from care.inspection import checks, gaps
from care.sql import QUERIES
from care.store import EVERYTHING, LIMITS, Store, open_store

ROUNDS = 5
LONG = 2  # rounds of what pages ask seldom: the checks


@dataclass(frozen=True)
class Question:
    """`sql` with `given` is what is asked; `name` is what the report calls it."""

    name: str
    sql: str
    given: dict
    rounds: int = 5


class Listener:
    """Stands in for a store and keeps what would be asked of it."""

    version, as_of, first_day = "", UNTIL, UNTIL

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict]] = []

    def query(self, scope, sql: str, parameters: dict | None = None, tables=None, kept=None):
        self.asked.append((sql, parameters or {}))
        raise Heard


class Heard(Exception):
    pass


def all_questions(unit: str) -> list[Question]:
    """Every indicator as pages ask it (whole), by group, its list's first page; every breakdown; the gaps. Each as if
    nothing were kept: what a day never asked before costs."""
    with mock.patch.object(prepared, "is_kept", lambda _: False):
        return _heard(unit)


def _heard(unit: str) -> list[Question]:
    definitions, found = load(), []
    listener = Listener()

    def hear(name: str, ask) -> None:
        listener.asked.clear()
        try:
            ask()
        except Heard:
            found.append(Question(name, *listener.asked[0]))

    answers = Answers(listener, EVERYTHING, definitions, puts_by=False)
    for id_ in definitions.indicators:
        ask = Ask(id_, UNTIL, unit)
        hear(id_, partial(answers.whole, ask))
        hear(f"{id_}, by group", partial(answers.by, ask, "group"))
        hear(f"{id_}, list", partial(answers.rows, ask))
    for path in sorted((QUERIES / "breakdowns").glob("*.sql")):
        hear(path.stem, partial(answers.breakdown, Ask(path.stem, UNTIL, unit)))
    sought = gaps.Sought(UNTIL, unit)
    hear("gaps, list", lambda: gaps.gaps(listener, EVERYTHING, definitions, sought))
    hear("gaps, counts", lambda: gaps.counts(listener, EVERYTHING, definitions, sought))
    return found + _checks(definitions.checks.values())


def _checks(every) -> list[Question]:
    """Each check's hits over everything, counted."""
    return [
        Question(
            f"check {one.id}",
            f"select count(*) as n from ({checks.hits_sql(one)}) as hits",
            {"as_of": UNTIL} | {f"{one.id}__{name}": value for name, value in one.limits.items()},
            LONG,
        )
        for one in every
    ]


def measure(town: Town) -> dict:
    """By question: told() with rows_scanned, scan_ms (reading the same columns and no more) and of_scan (ratio)."""
    asked = all_questions(places(town.store).top)
    store = open_store(town.store)
    took: dict[str, list[float]] = {one.name: [] for one in asked}
    stopped, more = set(), town.until()
    for number in range(ROUNDS):
        if not more(number):
            break
        for one in asked:
            if number < one.rounds and one.name not in stopped:
                try:
                    took[one.name].append(_milliseconds(store, one))
                except duckdb.Error as fault:  # what a page would have to say, too
                    stopped.add(one.name)
                    say(f"  {one.name}: {str(fault).splitlines()[0]}")
        say(f"  questions: round {number + 1} of {ROUNDS}")
    store.cursors.connection.close()
    with duckdb.connect(str(town.store), read_only=True, config=LIMITS) as connection:
        connection.execute("set variable whole = true")
        scans: dict[str, float] = {}
        return {
            one.name: told(took[one.name])
            | ({"stopped": True} if one.name in stopped else _scan(connection, one, took[one.name], scans))
            for one in asked
        }


def _milliseconds(store: Store, question: Question) -> float:
    started = time.perf_counter()
    store.query(EVERYTHING, question.sql, question.given)
    return (time.perf_counter() - started) * 1000


def _scan(connection, question: Question, took: list[float], scans: dict[str, float]) -> dict:
    names = duckdb.extract_statements(question.sql)[0].named_parameters
    given = {name: value for name, value in question.given.items() if name in names}
    profile = json.loads(
        connection.execute(f"explain (analyze, format json) {question.sql}", given).fetchall()[0][1]
    )
    bare = 0.0
    for sql in [sql for node in profile["operator"] for sql in bare_scans(node)]:
        if sql not in scans:
            scans[sql] = _fastest(connection, sql)
        bare += scans[sql]
    return {
        "rows_scanned": profile["query"]["total_rows_scanned"],
        "planning_ms": round(profile["planner"]["total_time"] * 1000, 1),
        "scan_ms": round(bare, 2),
        "of_scan": round(statistics.median(took) / bare, 1) if bare else None,
    }


def bare_scans(node: dict) -> list[str]:
    """For each scan of a table: a statement that reads the same columns whole and does nothing else with them."""
    found = [sql for child in node.get("children", []) for sql in bare_scans(child)]
    told_of = node.get("extra_info", {})
    if node.get("type") == "TABLE_SCAN" and told_of.get("Table"):
        columns = told_of.get("Projections", [])
        columns = [columns] if isinstance(columns, str) else columns
        table = told_of["Table"].partition('".')[2] or told_of["Table"]
        read = ", ".join(f"max({one})" for one in sorted(columns) if re.fullmatch(r"\w+", one))
        found.append(f"select {read or 'count(*)'} from {table}")
    return found


def _fastest(connection, sql: str) -> float:
    best = float("inf")
    for _ in range(3):
        started = time.perf_counter()
        connection.execute(sql).fetchall()
        best = min(best, (time.perf_counter() - started) * 1000)
    return best
