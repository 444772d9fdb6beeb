"""A one-page briefing about a unit as PDF, set by typst without network; its words come as JSON, never as source."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from care.briefing.about import About
from care.briefing.noted import note_said
from care.briefing.piece import Cell, Piece
from care.briefing.pieces import piece
from care.briefing.stamp import Stamp
from care.exports.cells import is_number, widths, written
from care.exports.inspection import archive
from care.exports.spot_check_pdf import fonts
from care.notes import Note

SOURCE = Path(__file__).with_name("briefing.typ")
PARTS = ("problems", "steps")
ROWS = 24  # units that fit on the page; of more, the first are shown and the rest is said
NOTES = 4  # of several hundred characters at most
SIZE, SMALL = 10, 8.5  # pt


def briefing(about: About, stamp: Stamp, noted: Iterable[Note] = ()) -> bytes:
    """One A4 page: headline figures, problems, next steps, the units below, and the newest notes."""
    import typst  # 30 MB that no other page needs

    return typst.compile(
        str(SOURCE),
        font_paths=[fonts()],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_told(about, stamp, list(noted)), ensure_ascii=False)},
    )


def briefings(
    abouts: Iterable[About], stamp: Stamp, noted: Callable[[About], Iterable[Note]] = lambda about: ()
) -> bytes:
    """One page a unit, in a .zip."""
    return archive(
        (f"{about.unit_name(about.unit)}.pdf", briefing(about, stamp, noted(about))) for about in abouts
    )


def _told(about: About, stamp: Stamp, notes: list[Note]) -> dict:
    first, parts, units = piece(about, "headlines"), [piece(about, key) for key in PARTS], _units(about)
    many = len(units.table.rows) > 10 if units.table else False
    return {
        "lang": about.t.lang,
        "title": about.t("brief.deck_title"),
        "scope": about.scope_words,
        "size": SMALL + 0.5 if many else SIZE,
        "figures": [vars(one) for one in first.figures],
        "parts": [{"title": one.question, "lines": list(one.sentences)} for one in parts],
        "table": _table(about, units, SMALL if many else SIZE),
        "notes_title": about.t("brief.notes"),
        "notes": _notes(about, notes),
        "foot": " · ".join(stamp.lines(about)[1:]),
        "marks": about.t("brief.marks"),
    }


def _notes(about: About, notes: list[Note]) -> list[str]:
    """The newest notes, and how many more there are."""
    said = [note_said(about, one, named=True) for one in notes[:NOTES]]
    left = len(notes) - len(said)
    return [*said, about.t("brief.more_rows", n=left)] if left else said


def _units(about: About) -> Piece:
    """Units below, or the figures of a unit that has none."""
    found = piece(about, "units")
    return found if found.table else piece(about, "all_figures")


def _table(about: About, units: Piece, size: float) -> dict:
    table = units.table
    rows = [
        [_cell(cell, table.states[at][place] if table.states else "") for place, cell in enumerate(row)]
        for at, row in enumerate(table.rows[:ROWS])
    ]
    left = len(table.rows) - len(rows)
    more = about.t("brief.more_rows", n=left) if left else ""
    title = about.t.sentences(units.question, more) if more else units.question
    return {
        "title": title,
        "headings": list(table.headings),
        "widths": widths(table),
        "numeric": [all(is_number(row[at]) for row in table.rows) for at in range(len(table.headings))],
        "rows": rows,
        "size": size,
        "pad": 3 if len(rows) > 10 else 4,
    }


def _cell(cell: Cell, state: str) -> dict:
    return {"text": written(cell), "state": state, "mark": state if isinstance(cell, float) else ""}
