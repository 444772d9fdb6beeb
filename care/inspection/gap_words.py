"""Gaps as people read them: for the page, for printed sheets and for the command line."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from care import masking
from care.definitions import Definitions
from care.sentences import why
from care.words import Voice


@dataclass(frozen=True)
class Line:
    """One gap in words. `late` is a text; `days_late` the number, None while the deadline is still to come."""

    name: str
    severity: str
    what: str
    why: str
    unit: str
    team: str
    since: date | None
    late: str
    days_late: int | None
    responsible: str
    last_contact: date | None


def lines(
    t: Voice, definitions: Definitions, place: Callable[[str], str], frame: pd.DataFrame, shown: bool = False
) -> list[Line]:
    """Rows of gaps.gaps in words; names of people cared for are masked unless `shown`. `place` names a unit."""
    return [_line(t, definitions, place, row, shown) for row in frame.to_dict("records")]


def what(t: Voice, definitions: Definitions, indicator: str, duty: str) -> str:
    """What is not done: the indicator, and the duty where it has several."""
    own = f"gaps.not_{indicator}"
    name = t(own) if t.knows(own) else t.pick(definitions.indicators[indicator].name)
    known = definitions.contacts.duties.get(duty) or definitions.relief.get(duty)
    if not duty:
        return name
    return f"{name}{t('list.colon')}{t.pick(known.name) if known else duty}"


def late(t: Voice, days: int | None) -> str:
    """20 days late / 27 days left / nothing where the day is not known."""
    if days is None:
        return ""
    if days > 0:
        return t("gaps.late", n=days)
    return t("gaps.left", n=-days) if days else t("gaps.today")


def _line(t: Voice, definitions: Definitions, place: Callable[[str], str], row: dict, shown: bool) -> Line:
    days = None if pd.isna(row["days_late"]) else int(row["days_late"])
    name, is_helper = _text(row["name"]), row["kind"] == "helper"
    return Line(
        name if shown or is_helper or row["kind"] in ("unit", "facility") else masking.name(name),
        t(f"gaps.{row['severity']}"),
        what(t, definitions, row["indicator"], row["duty"]),
        why(t, row["why"], definitions),
        place(row["unit_id"]),
        t.team(_text(row["team"])),
        _day(row["due_on"]),
        late(t, days),
        days if days is not None and days >= 0 else None,
        "" if is_helper else _text(row["responsible"]),
        _day(row["last_contact_on"]),
    )


def _text(value) -> str:
    return value if isinstance(value, str) else ""


def _day(value) -> date | None:
    return None if pd.isna(value) else value.date()
