"""Indicator or breakdown + day + scope + filters → counts, shares, trends and the rows behind them.

All come from the same rows (queries/NAME.sql), so number and list cannot disagree.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from care import calendar, prepared
from care.definitions import Definitions
from care.prepared import Page, question_sql
from care.shelf import filled
from care.store import Scope, Store, read_sql

__all__ = [
    "Answers",
    "Ask",
    "Count",
    "Page",
    "Row",
    "Whole",
    "compose",
    "page_of",
    "question_sql",
    "read_sql",
]

# Which rows each state lists: a subject is met when all its due duties are, and not due when none of its duties is.
LISTED = {
    "unmet": "not met",
    "met": "met and not exists (select 1 from mine as o where o.subject_id = mine.subject_id and not o.met)",
    "not_due": "met is null and not exists (select 1 from mine as o where o.subject_id = mine.subject_id and o.met is not null)",
    "all": "true",
}
STATES = tuple(LISTED)
TALLIED = {"unmet", "all"}  # whose rows the tally has counted
SEARCHED = (
    "(contains(name, $search) or contains(unit_id, $search) or contains(coalesce(responsible, ''), $search))"
)


@dataclass(frozen=True)
class Ask:
    """One question with its filters: '' = all. `unit` is a subtree. `name` is an indicator or a breakdown."""

    name: str
    as_of: date
    unit: str = ""
    group: str = ""
    duty: str = ""


@dataclass(frozen=True)
class Count:
    """How many subjects owe or are owed something on the day, for how many it is done, and who is not due."""

    due: int
    met: int
    not_due: int

    @property
    def unmet(self) -> int:
        return self.due - self.met

    @property
    def share(self) -> float | None:
        """Met of due, 0–1; None where nothing is due."""
        return self.met / self.due if self.due else None


@dataclass(frozen=True)
class Row(Count):
    """A Count of one unit, group or duty (`key`)."""

    key: str = ""


@dataclass(frozen=True)
class Whole:
    """What count() and by() unit and duty say of one question, had in one go."""

    count: Count
    rows: dict[str, list[Row]]  # by "unit" and "duty"


class Answers:
    """Answers questions on one store for one asker. Cheap to make; caching is the caller's business.

    Whoever asks each question once (`puts_by` False: a program that ends with its document) asks it as it is.
    """

    def __init__(self, store: Store, scope: Scope, definitions: Definitions, puts_by: bool = True):
        self.store, self.scope, self.definitions, self.puts_by = store, scope, definitions, puts_by
        self.version, self.as_of, self.first_day = store.version, store.as_of, store.first_day

    def unnamed(self) -> "Answers":
        """The same for somebody who sees figures only."""
        return Answers(self.store, replace(self.scope, names=False), self.definitions, self.puts_by)

    def count(self, ask: Ask) -> Count:
        """The whole: each subject once, met when all its due duties are."""
        return self.whole(ask).count

    def by(self, ask: Ask, what: str) -> list[Row]:
        """Counts by `what`: unit (one step below ask.unit), group or duty."""
        if what in ("unit", "duty"):
            return self.whole(ask).rows[what]
        # Of the subjects of one group, by their other groups: that is not put by.
        return _rows_of(
            self._run(ask, f"by_{what}")
            if ask.group and what == "group"
            else self._look_up(ask, f"by_{what}")
        )

    def whole(self, ask: Ask) -> Whole:
        """The count with its rows by unit and by duty."""
        parts: dict[str, list[Row]] = {"whole": [], "unit": [], "duty": []}
        for what, row in _told(self._look_up(ask, "whole")):
            parts[what].append(row)
        counts = [Count(row.due, row.met, row.not_due) for row in parts.pop("whole")]
        return Whole(counts[0] if counts else Count(0, 0, 0), parts)

    def every_unit(self, ask: Ask) -> dict[str, int]:
        """Subjects of an indicator by the very unit they are of, at any depth below ask.unit."""
        return {row.key: row.due + row.not_due for row in self.by(ask, "place")}

    def every_figure(self, ask: Ask) -> dict[str, int]:
        """Subjects of an indicator of each unit with all below it, each once, at any depth from ask.unit down."""
        return {row.key: row.due + row.not_due for row in self.by(ask, "below")}

    def every_duty(self, ask: Ask) -> dict[str, int]:
        """Subjects of an indicator by what is owed."""
        return {row.key: row.due + row.not_due for row in self.by(ask, "duty")}

    def trend(self, ask: Ask, months: int = 12) -> list[tuple[date, Count]]:
        """Month-ends up to ask.as_of, oldest first: kept tallies where there are some, asked anew where not."""
        programme = self.definitions.programme
        ends = [end for _, end in calendar.months(programme, self.store.first_day, ask.as_of)][-months:]
        kept = self._tallies(ask)
        return [
            (end, kept.get(end) or self.count(Ask(ask.name, end, ask.unit, ask.group, ask.duty)))
            for end in ends
        ]

    def rows(self, ask: Ask, state: str = "unmet", search: str = "", page: int = 1, size: int = 50) -> Page:
        """The duties behind a count, worst first. `state` is one of STATES; pages count from 1."""
        if state not in STATES:
            raise ValueError(f"state must be one of {STATES}, not {state!r}")
        extra = {"state": state, "search": search, "size": size, "skip": (page - 1) * size}
        if not self._is_kept():
            return page_of(self._run(ask, "rows", extra))
        mine = _mine(state, search)
        kept = {"listing": prepared.listing(ask.name, ask.as_of, self.definitions)}
        is_tallied = state in TALLIED and not search
        if is_tallied:
            kept["tally"] = prepared.tally(ask.name, ask.as_of, self.definitions)
        counted = read_sql("kept/list_tallied" if is_tallied else "kept/list_counted")
        ways = (filled(read_sql("kept/list_end"), {"counted": counted}), read_sql("kept/list_page"))
        return prepared.page(self.store, self.scope, mine, ways, self._known(ask) | extra, kept)

    def first_due(self, ask: Ask) -> date | None:
        """When the first of rows() is due; None where nothing is left, or it has no day."""
        if not self._is_kept():
            found = self.rows(ask, size=1).frame["due_on"]
        else:
            kept = {"rows": prepared.rows(ask.name, ask.as_of, self.definitions)}
            found = self.store.query(self.scope, read_sql("kept/list_first"), self._known(ask), kept=kept)
            found = found["due_on"]
        return None if found.empty or pd.isna(found.iloc[0]) else found.iloc[0].date()

    def households(self, ask: Ask) -> int:
        """Households of the people an indicator counts, as far as ledgers name a head."""
        return int(self._run(ask, "households").households[0])

    def households_by(self, ask: Ask, what: str) -> dict[str, int]:
        """Households by `what` (unit or group), keyed like the rows of by()."""
        frame = self._run(ask, f"households_by_{what}")
        return {r.key: int(r.households) for r in frame.itertuples(index=False)}

    def breakdown(self, ask: Ask) -> pd.DataFrame:
        """Labelled counts: x, series, n (things counted), subjects (distinct), amount (sum)."""
        if not self._is_kept():
            return self._run(ask, "breakdown_counts")
        kept = {"spread": prepared.spread(ask.name, ask.as_of, self.definitions)}
        return self.store.query(self.scope, read_sql("kept/breakdown"), self._known(ask), kept=kept)

    def breakdown_rows(
        self, ask: Ask, x: str = "", series: str = "", search: str = "", page: int = 1, size: int = 50
    ) -> Page:
        """The things behind one bar or cell of a breakdown."""
        extra = {"x": x, "series": series, "search": search, "size": size, "skip": (page - 1) * size}
        return page_of(self._run(ask, "breakdown_rows", extra))

    def table(self, sql: str, **parameters) -> pd.DataFrame:
        """A small helper table (units, relief items) through the same row wall."""
        return self.store.query(self.scope, sql, parameters)

    def of(self, question: Callable, *about):
        """What `question(store, scope, definitions, *about)` answers."""
        return question(self.store, self.scope, self.definitions, *about)

    def _known(self, ask: Ask) -> dict:
        return vars(ask) | {"bit": prepared.bit(self.definitions, ask.group)}

    def _is_kept(self) -> bool:
        return self.puts_by and prepared.is_kept(self.definitions)

    def _look_up(self, ask: Ask, what: str) -> pd.DataFrame:
        """Counts by place, group or duty, as kept; asked anew where they cannot be."""
        if not self._is_kept():
            return self._run(ask, what)
        tally = prepared.tally(ask.name, ask.as_of, self.definitions)
        return self.store.query(self.scope, read_sql(f"kept/{what}"), vars(ask), kept={"tally": tally})

    def _run(self, ask: Ask, rollup: str, extra: dict | None = None) -> pd.DataFrame:
        """A roll-up of the question's rows: kept ones, or asked anew."""
        known = vars(ask) | (extra or {})
        if self._is_kept() and not rollup.startswith("breakdown"):
            rows = prepared.rows(ask.name, ask.as_of, self.definitions)
            return self.store.query(
                self.scope, compose("select * from {rows}", rollup), known, kept={"rows": rows}
            )
        if ask.name in self.definitions.indicators:
            known |= self.definitions.indicators[ask.name].limits
        return self.store.query(self.scope, compose(question_sql(ask.name), rollup), known)

    def _tallies(self, ask: Ask) -> dict[date, Count]:
        """Counts at the month-ends that the store keeps. Of a unit that is counted there, whatever is not told is none."""
        sql = """select as_of, group_id = $group and duty = $duty as asked, due, met, not_due from tallies
                 where indicator = $name and unit_id = $unit
                 and (group_id = $group and duty = $duty or group_id = '' and duty = '') order by asked"""
        found = self.store.query(self.scope, sql, vars(ask))
        columns = (found[name].tolist() for name in ("as_of", "asked", "due", "met", "not_due"))
        return {
            day.date(): Count(*figures) if asked else Count(0, 0, 0)
            for day, asked, *figures in zip(*columns, strict=True)
        }


def _mine(state: str, search: str) -> str:
    """The SQL of a kept list's rows in a state."""
    return filled(read_sql("kept/mine"), {"state": LISTED[state], "search": SEARCHED if search else "true"})


def _rows_of(frame: pd.DataFrame) -> list[Row]:
    return [row for _, row in _told(frame.assign(what=""))]


def _told(frame: pd.DataFrame) -> Iterator[tuple[str, Row]]:
    """(what, Row) of each line; pandas' own ways through a frame take longer than the question."""
    columns = (frame[name].tolist() for name in ("what", "key", "due", "met", "not_due"))
    for what, key, due, met, not_due in zip(*columns, strict=True):
        yield what, Row(int(due), int(met), int(not_due), key)


def compose(answer: str, rollup: str) -> str:
    """One statement: the SQL that gives a question's rows, the filters, and the roll-up."""
    is_breakdown = rollup.startswith("breakdown")
    head = read_sql("rollups/breakdown_mine" if is_breakdown else "rollups/mine")
    return head.replace("{answer}", answer) + read_sql(f"rollups/{rollup}")


def page_of(frame: pd.DataFrame) -> Page:
    """A Page from rows that carry `total` and `subjects`."""
    total, subjects = (int(frame[name].iloc[0]) if len(frame) else 0 for name in ("total", "subjects"))
    return Page(total, subjects, frame.drop(columns=["total", "subjects"]))
