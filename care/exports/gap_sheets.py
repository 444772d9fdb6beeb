"""The gap list as inspectors take it along: one printed sheet, or one file a unit in an archive."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from care.briefing.about import everybody
from care.definitions import Definitions
from care.exports.inspection import Column, Printed, archive, workbook
from care.inspection import gaps
from care.inspection.gap_words import Line, lines
from care.inspection.gaps import Sought
from care.store import Scope, Store
from care.words import NONE, Voice

MOST = 100_000  # rows in one sheet


@dataclass(frozen=True)
class Desk:
    """What a sheet is made with: data, language, how units are called, and whether full names were asked for."""

    store: Store
    scope: Scope
    definitions: Definitions
    t: Voice
    place: Callable[[str], str]
    shown: bool = False


def sheet(desk: Desk, sought: Sought) -> bytes:
    """The .xlsx of every gap that the filters leave."""
    t = desk.t
    frame = gaps.gaps(desk.store, desk.scope, desk.definitions, sought, size=MOST).frame
    found = lines(t, desk.definitions, desk.place, frame, desk.shown)
    return workbook(
        Printed(
            title(desk, sought),
            notes(desk, sought, len(found), frame["subject_id"].nunique()),
            _columns(t),
            [_row(at, line) for at, line in enumerate(found, 1)],
            [Column(t("gaps.result"), 16), Column(t("gaps.remark"), 14), Column(t("gaps.signature"), 11)],
            t("gaps.foot"),
            t("gaps.page_of", page="&P", pages="&N"),
        )
    )


def sheets(desk: Desk, sought: Sought, units: Sequence[str]) -> bytes:
    """A .zip with one .xlsx for each of `units` that has gaps."""
    whole = gaps.counts(desk.store, desk.scope, desk.definitions, sought)
    wanted = [unit for unit in units if unit in whole.units]
    return archive(
        (file_name(desk, replace(sought, unit=unit)), sheet(desk, replace(sought, unit=unit)))
        for unit in wanted
    )


def title(desk: Desk, sought: Sought) -> str:
    return desk.t("gaps.sheet_title", unit=desk.place(sought.unit))


def file_name(desk: Desk, sought: Sought, ending: str = "xlsx") -> str:
    """Speaks for itself in a folder: what, where, which day."""
    name = f"{title(desk, sought)}_{sought.as_of.isoformat()}.{ending}"
    return "".join("_" if sign in '/\\:*?"<>|' else sign for sign in name)


def notes(desk: Desk, sought: Sought, duties: int, subjects: int) -> list[str]:
    """Scope and filters, as they stand on the sheet."""
    t, known = desk.t, desk.definitions
    group = t.pick(known.groups[sought.group].name) if sought.group else everybody(t, desk.scope)
    what = t.pick(known.indicators[sought.indicator].name) if sought.indicator else t("gaps.all_kinds")
    severity = t(f"gaps.{sought.severity}") if sought.severity else t("gaps.all_severities")
    return [
        t("card.scope", unit=desk.place(sought.unit), group=group, day=sought.as_of),
        t(
            "gaps.sheet_note",
            what=what,
            severity=severity,
            search=sought.search or NONE,
            duties=duties,
            subjects=subjects,
        ),
        t("gaps.sheet_order"),
    ]


def _columns(t: Voice) -> list[Column]:
    return [
        Column(t("gaps.number"), 5, centred=True),
        Column(t("column.unit"), 15),
        Column(t("column.team"), 6.5, centred=True),
        Column(t("column.name"), 9),
        Column(t("gaps.severity"), 6.5, centred=True),
        Column(t("gaps.what"), 20),
        Column(t("column.why"), 34),
        Column(t("gaps.since"), 11, centred=True),
        Column(t("gaps.days_late"), 7.5, centred=True),
        Column(t("column.responsible"), 9),
        Column(t("gaps.last_contact"), 11, centred=True),
    ]


def _row(number: int, one: Line) -> list:
    return [
        number,
        one.unit,
        one.team,
        one.name,
        one.severity,
        one.what,
        one.why,
        one.since,
        one.days_late,
        one.responsible,
        one.last_contact,
    ]
