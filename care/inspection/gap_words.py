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
    return f"{name}{t('list.colon')}{duty_name(t, definitions, duty)}" if duty else name


def duty_name(t: Voice, definitions: Definitions, duty: str) -> str:
    """A duty's name: a kind of contact duty, a relief item, a ledger to hand in, or one of the words."""
    for named in (definitions.contacts.duties, definitions.relief, definitions.submissions):
        if duty in named:
            return t.pick(named[duty].name)
    return next((t(f"{words}.{duty}") for words in ("duty", "activity") if t.knows(f"{words}.{duty}")), duty)


def late(t: Voice, days: int | None) -> str:
    """20 days late / 27 days left / nothing where the day is not known."""
    if days is None:
        return ""
    if days > 0:
        return t("gaps.late", n=days)
    return t("gaps.left", n=-days) if days else t("gaps.today")


def _line(t: Voice, definitions: Definitions, place: Callable[[str], str], row: dict, shown: bool) -> Line:
    days = None if pd.isna(row["days_late"]) else int(row["days_late"])
    name = _text(row["name"])
    return Line(
        masking.subject(name, row["kind"], shown),
        t(f"gaps.{row['severity']}"),
        what(t, definitions, row["indicator"], row["duty"]),
        why(t, row["why"], definitions),
        place(row["unit_id"]),
        t.team(_text(row["team"])),
        _day(row["due_on"]),
        late(t, days),
        days if days is not None and days >= 0 else None,
        "" if row["kind"] == "helper" else _text(row["responsible"]),
        _day(row["last_contact_on"]),
    )


def _text(value) -> str:
    return value if isinstance(value, str) else ""


def _day(value) -> date | None:
    return None if pd.isna(value) else value.date()
