"""Gaps: every duty that is not done, of every indicator with met and due, in one list.

The rows are the indicators' own (queries/NAME.sql), put below each other; a new indicator appears by itself.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from care import prepared
from care.answers import Page, page_of, question_sql
from care.definitions import SEVERITIES, Definitions, Indicator
from care.shelf import Thing
from care.store import Scope, Store, read_sql

COLUMNS = "subject_id, duty, unit_id, due_on, done_on, responsible, why"


@dataclass(frozen=True)
class Sought:
    """Which gaps: '' = all. `unit` is a subtree, `severity` one of definitions.SEVERITIES."""

    as_of: date
    unit: str = ""
    group: str = ""
    indicator: str = ""
    severity: str = ""
    search: str = ""


@dataclass(frozen=True)
class Counted:
    """How many duties, of how many subjects, are not done. Nothing is counted twice."""

    duties: int = 0
    subjects: int = 0


class Counts:
    """What the filters leave, by indicator, severity and unit. `unit` and `search` narrow all three; the chosen
    indicator narrows severities and units, the chosen severity narrows indicators."""

    def __init__(self, frame: pd.DataFrame, sought: Sought):
        self._sought = sought
        self._whole = {
            (r.indicator, r.severity): Counted(int(r.duties), int(r.subjects))
            for r in frame[frame["unit_id"] == ""].itertuples()
        }
        below = frame[frame["unit_id"] != ""]
        if sought.indicator:
            below = below[below["indicator"] == sought.indicator]
        self._below = below.groupby(["unit_id", "severity"])["duties"].sum().to_dict()

    @property
    def indicators(self) -> dict[str, Counted]:
        """By indicator, in the chosen severity."""
        return {
            name: one for (name, severity), one in self._whole.items() if severity == self._sought.severity
        }

    @property
    def severities(self) -> dict[str, int]:
        """Duties by severity, worst first, of the chosen indicator."""
        wanted = self._sought.indicator
        return {
            severity: sum(
                one.duties
                for (name, of), one in self._whole.items()
                if of == severity and wanted in ("", name)
            )
            for severity in SEVERITIES
        }

    @property
    def units(self) -> dict[str, dict[str, int]]:
        """Duties by unit (one step below the chosen one) and severity, of the chosen indicator."""
        found: dict[str, dict[str, int]] = {}
        for (unit, severity), n in self._below.items():
            found.setdefault(unit, {})[severity] = int(n)
        return found


def gaps(
    store: Store, scope: Scope, definitions: Definitions, sought: Sought, page: int = 1, size: int = 50
) -> Page:
    """One page of duties not done, what matters first. Pages count from 1.

    Columns: indicator, severity, subject_id, duty, unit_id, due_on (since when), days_late (negative = days
    left, null = since when is not known), done_on, responsible, why, last_contact_on, and of the subject:
    kind, name, team, gender, birth_date, phone.
    """
    extra = {"size": size, "skip": (page - 1) * size}
    if not prepared.is_kept(definitions):
        return page_of(_run(store, scope, definitions, sought, "rows", extra))
    _asked(definitions, sought)
    mine = read_sql("kept/gap_found" if sought.search else "kept/gap_mine")
    ways = read_sql("kept/gap_end"), read_sql("kept/gap_page")
    known = _known(definitions, sought) | extra
    return prepared.page(store, scope, mine, ways, known, _kept(definitions, sought))


def counts(store: Store, scope: Scope, definitions: Definitions, sought: Sought) -> Counts:
    """How many gaps by indicator, severity and unit."""
    whole = replace(sought, indicator="", severity="")
    if not prepared.is_kept(definitions):
        return Counts(_run(store, scope, definitions, whole, "counts"), sought)
    if sought.search:
        sql, kept = read_sql("kept/gap_found") + read_sql("gaps/counts"), _kept(definitions, sought)
    else:
        sql, kept = read_sql("kept/gap_counts"), {"tally": prepared.gaps_tally(sought.as_of, definitions)}
    return Counts(store.query(scope, sql, _known(definitions, whole), kept=kept), sought)


def duties_of(
    store: Store, scope: Scope, definitions: Definitions, subjects: list[int], as_of: date
) -> pd.DataFrame:
    """Every duty, done or not, of some subjects: indicator, met, and COLUMNS; one row a duty."""
    parts, limits = zip(*(_answer(one) for one in indicators(definitions)), strict=True)
    sql = "select * from (\n" + "\nunion all\n".join(parts) + "\n) where list_contains($subjects, subject_id)"
    known = {name: value for one in limits for name, value in one.items()}
    frame = store.query(scope, sql, known | {"as_of": as_of, "subjects": subjects})
    return frame.sort_values(["indicator", "duty", "unit_id"]).drop_duplicates(
        ["indicator", "subject_id", "duty"], ignore_index=True
    )


def indicators(definitions: Definitions) -> list[Indicator]:
    """The indicators that can have gaps."""
    return [one for one in definitions.indicators.values() if one.form == "share"]


def _kept(definitions: Definitions, sought: Sought) -> dict[str, Thing]:
    return {"gaps": prepared.gaps(sought.as_of, definitions)}


def _known(definitions: Definitions, sought: Sought) -> dict:
    return vars(sought) | {"bit": prepared.bit(definitions, sought.group)}


def _asked(definitions: Definitions, sought: Sought) -> list[Indicator]:
    found = [one for one in indicators(definitions) if sought.indicator in ("", one.id)]
    if not found:
        raise KeyError(sought.indicator)
    return found


def _run(
    store: Store, scope: Scope, definitions: Definitions, sought: Sought, what: str, extra: dict | None = None
) -> pd.DataFrame:
    """Gaps from each indicator's SQL, nothing kept."""
    asked = _asked(definitions, sought)
    parts, limits = zip(*(_unmet(one) for one in asked), strict=True)
    head = read_sql("gaps/unmet").replace("{answers}", "\nunion all\n".join(parts))
    known = vars(sought) | {name: value for one in limits for name, value in one.items()} | (extra or {})
    return store.query(scope, head + read_sql(f"gaps/{what}"), known)


def _unmet(indicator: Indicator) -> tuple[str, dict[str, float]]:
    """The SQL of one indicator's unmet rows, and its limits."""
    sql, limits = _answer(indicator)
    return f"select * exclude (met) from ({sql}) as {indicator.id}_unmet where not met", limits


def _answer(indicator: Indicator) -> tuple[str, dict[str, float]]:
    """The SQL of one indicator's rows, and its limits under names of their own: two indicators may both call a
    limit `days`."""
    sql = question_sql(indicator.id)
    for name in indicator.limits:
        sql = re.sub(rf"\${name}\b", f"${indicator.id}__{name}", sql)
    limits = {f"{indicator.id}__{name}": value for name, value in indicator.limits.items()}
    head = f"select '{indicator.id}' as indicator, '{indicator.severity}' as severity, met, {COLUMNS}"
    return f"{head} from (\n{sql}\n) as {indicator.id}", limits
