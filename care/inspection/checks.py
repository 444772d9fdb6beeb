"""Checks: what looks wrong in the records. Each is one SQL file; here they are asked, counted and listed.

A *case* is what somebody looks at and notes (one visitor's burst, one person's contradiction); its *records* are the
rows behind it. Hits carry salted ids and figures, never a name.
"""

import re
from dataclasses import dataclass
from datetime import date

import pandas as pd

from care.answers import Page, page_of
from care.definitions import Check, Definitions
from care.store import Scope, Store, read_sql

SEVERITIES = ("high", "middle", "low")
FAMILIES = ("visits", "identity", "roll", "pairing", "winter", "phones")
DOUBTFUL = "visits"  # the family whose cases make a visit doubtful


@dataclass(frozen=True)
class Filters:
    """What to look at: '' = all. `unit` is a subtree; `state` is open, looked (at) or all."""

    as_of: date
    unit: str = ""
    group: str = ""
    search: str = ""
    state: str = "open"


class Checks:
    """Asks checks of one store for one asker. `marks`: case key → what was noted (inspection.marks)."""

    def __init__(self, store: Store, scope: Scope, definitions: Definitions, marks: dict[str, str]):
        self.store, self.scope, self.definitions, self.marks = store, scope, definitions, marks

    def count(self, filters: Filters) -> pd.DataFrame:
        """One row a check with hits: check_id, cases, records, subjects."""
        return self._run(list(self.definitions.checks), "count", filters)

    def by_unit(self, filters: Filters) -> pd.DataFrame:
        """One row a unit one step below and check ('' = all checks): key, check_id, cases, records, subjects."""
        return self._run(list(self.definitions.checks), "by_unit", filters)

    def cases(self, filters: Filters, checks: list[str], page: int = 1, size: int = 50) -> Page:
        """Cases of some checks, the widest first; `subjects` of the Page counts a person once a case."""
        frame = self._run(checks, "cases", filters, size=size, skip=(page - 1) * size)
        return page_of(frame.rename(columns={"subjects": "people", "all_subjects": "subjects"}))

    def rows(self, filters: Filters, check: str, case: str = "", page: int = 1, size: int = 50) -> Page:
        """The records of one case, or of all cases of a check."""
        return page_of(self._run([check], "rows", filters, case=case, size=size, skip=(page - 1) * size))

    def doubtful(self, as_of: date) -> set[int]:
        """Ids of the people in an open case about visits, for over-sampling (spot check)."""
        ids = [one.id for one in self.definitions.checks.values() if one.family == DOUBTFUL]
        return set(self._run(ids, "doubtful", Filters(as_of)).subject_id)

    def _run(self, checks: list[str], rollup: str, filters: Filters, **extra) -> pd.DataFrame:
        known = {
            "as_of": filters.as_of,
            "unit": filters.unit,
            "group": filters.group,
            "search": filters.search,
            "state": filters.state,
            "keys": list(self.marks) or [""],
            "marks": list(self.marks.values()) or [""],
            **extra,
        }
        for id_ in checks:
            known |= {f"{id_}__{name}": value for name, value in self.definitions.checks[id_].limits.items()}
        return self.store.query(
            self.scope, compose([self.definitions.checks[one] for one in checks], rollup), known
        )


def compose(checks: list[Check], rollup: str) -> str:
    """One statement: the checks' own SQL one below the other, the filters, and the roll-up."""
    hits = "\nunion all\n".join(
        f"select '{check.id}' as check_id, h.* from (\n{hits_sql(check)}\n) as h" for check in checks
    )
    return read_sql("rollups/checks_mine").replace("{hits}", hits) + read_sql(f"rollups/checks_{rollup}")


def hits_sql(check: Check) -> str:
    """A check's SQL; its limits' parameters carry its name, so that two checks may each have a $days."""
    return re.sub(r"\$(?!as_of\b)(\w+)", rf"${check.id}__\1", read_sql(f"checks/{check.id}"))
