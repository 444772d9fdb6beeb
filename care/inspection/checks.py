"""Checks: what looks wrong in the records. Each is one SQL file; here they are asked, counted and listed.

A *case* is what somebody looks at and notes (one visitor's burst, one person's contradiction); its *records* are the
rows behind it. Hits carry salted ids and figures, never a name.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import pyarrow as pa

from care.answers import Page, page_of
from care.definitions import SEVERITIES, Check, Definitions
from care.ledgers import batches
from care.store import Scope, Store, read_sql

FAMILIES = ("visits", "identity", "roll", "pairing", "winter", "phones")
DOUBTFUL = "visits"  # the family whose cases make a visit doubtful
CONTRADICTORY = ("identity", "roll")  # families whose cases make a person's record contradictory
HITS = pa.schema(
    [
        ("check_id", pa.string()),
        ("case_key", pa.string()),
        ("subject_id", pa.int64()),
        ("unit_id", pa.string()),
        ("on_day", pa.date32()),
        ("by_name", pa.string()),
        ("why", pa.string()),
    ]
)
YEAR = 366  # days that quality looks back


@dataclass(frozen=True)
class Filters:
    """What to look at: '' = all. `unit` is a subtree; `state` is open, looked (at) or all."""

    as_of: date
    unit: str = ""
    group: str = ""
    search: str = ""
    state: str = "open"


class Checks:
    """Asks checks of one store for one asker. `marks`: what was noted (inspection.marks); a case is closed for whoever
    sees no record of it that none of its marks speaks for."""

    def __init__(
        self,
        store: Store,
        scope: Scope,
        definitions: Definitions,
        marks: list[dict],
        hits: Callable[[date], pa.Table] | None = None,
    ):
        """`hits` gives what `find` gives for a day, kept from earlier."""
        self.store, self.scope, self.definitions, self.marks = store, scope, definitions, marks
        self.hits = hits or (lambda as_of: find(store, scope, definitions, as_of))

    def count(self, filters: Filters) -> pd.DataFrame:
        """One row a check with hits: check_id, cases, records, subjects."""
        return self._run(list(self.definitions.checks), "count", filters)

    def by_unit(self, filters: Filters) -> pd.DataFrame:
        """One row a unit one step below and check ('' = all checks): key, check_id, cases, records, subjects."""
        return self._run(list(self.definitions.checks), "by_unit", filters)

    def cases(self, filters: Filters, checks: list[str], page: int = 1, size: int = 50) -> Page:
        """Cases of some checks, the gravest and widest first; `subjects` of the Page counts a person once a case."""
        grave = [
            [one.id for one in self.definitions.checks.values() if one.severity == level]
            for level in SEVERITIES
        ]
        extra = {"high": grave[0], "middle": grave[1], "size": size, "skip": (page - 1) * size}
        frame = self._run(checks, "cases", filters, **extra)
        return page_of(frame.rename(columns={"subjects": "people", "all_subjects": "subjects"}))

    def rows(self, filters: Filters, check: str, case: str = "", page: int = 1, size: int = 50) -> Page:
        """The records of one case, or of all cases of a check."""
        return page_of(self._run([check], "rows", filters, case=case, size=size, skip=(page - 1) * size))

    def looked_at(self, filters: Filters, marks: list[dict]) -> list[tuple[int, int]]:
        """Of each of these marks of one case: for how many of the records that the asker sees it speaks, of how many."""
        check, _, case = marks[0]["key"].partition("|")
        asks = Checks(self.store, self.scope, self.definitions, marks, self.hits)
        found = asks._run([check], "looked_at", replace(filters, state="all"), case=case)
        return list(zip(found["spoken_for"], found["records"], strict=True))

    def doubtful(self, as_of: date) -> set[int]:
        """Ids of the people in an open case about visits, for over-sampling (spot check)."""
        return set(self._run(self.of_families(DOUBTFUL), "doubtful", Filters(as_of)).subject_id)

    def quality(self, filters: Filters) -> pd.DataFrame:
        """Counts by unit one step below (key), by month of the visit (month), and of all: see checks_quality.sql."""
        consistency, visits = self.of_families(*CONTRADICTORY), self.of_families(DOUBTFUL)
        extra = {
            "consistency": consistency,
            "visits": visits,
            "days": YEAR,
            "entry_days": self.definitions.programme.entry_days,
        }
        return self._run(consistency + visits, "quality", filters, **extra)

    def of_families(self, *families: str) -> list[str]:
        """Ids of the checks of some families."""
        return [one.id for one in self.definitions.checks.values() if one.family in families]

    def _run(self, checks: list[str], rollup: str, filters: Filters, **extra) -> pd.DataFrame:
        known = {
            "as_of": filters.as_of,
            "unit": filters.unit,
            "group": filters.group,
            "search": filters.search,
            "state": filters.state,
            **self._marks(),
            "checks": checks,
            **extra,
        }
        sql = read_sql("rollups/checks_mine") + read_sql(f"rollups/checks_{rollup}")
        return self.store.query(self.scope, sql, known, {"hits": self.hits(filters.as_of)})

    def _marks(self) -> dict[str, list]:
        """As parameters. Whoever may see no more than a mark's writer is not asked record by record."""
        marks = self.marks or [{"key": "", "mark": ""}]
        return {
            "keys": [one["key"] for one in marks],
            "marks": [one["mark"] for one in marks],
            "mark_units": [_beyond(self.scope.units, one.get("units")) for one in marks],
            "mark_groups": [_beyond(self.scope.groups, one.get("groups")) for one in marks],
        }


def _beyond(mine: tuple[str, ...] | None, theirs: list[str] | None) -> list[str] | None:
    """Their units or groups, None where mine are no more than those (or below them)."""
    within = mine is not None and all(batches.below(one, tuple(theirs or ())) for one in mine)
    return None if within else theirs


def find(store: Store, scope: Scope, definitions: Definitions, as_of: date) -> pa.Table:
    """All hits of all checks on a day: check_id, case_key, subject_id, unit_id, on_day, by_name, why."""
    checks = list(definitions.checks.values())
    limits = {f"{one.id}__{name}": value for one in checks for name, value in one.limits.items()}
    frame = store.query(scope, all_hits_sql(checks), {"as_of": as_of, **limits})
    return pa.Table.from_pandas(frame, HITS, preserve_index=False)


def all_hits_sql(checks: list[Check]) -> str:
    """The checks' own SQL one below the other."""
    return "\nunion all\n".join(
        f"select '{check.id}' as check_id, h.* from (\n{hits_sql(check)}\n) as h" for check in checks
    )


def hits_sql(check: Check) -> str:
    """A check's SQL; its limits' parameters carry its name, so that two checks may each have a $days."""
    return re.sub(r"\$(?!as_of\b)(\w+)", rf"${check.id}__\1", read_sql(f"checks/{check.id}"))
