"""The ideas of a page or a meeting as a paginated PDF, charts as vectors; set by typst without network.

Words and figures come as JSON, never as source.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from care.briefing.about import About
from care.briefing.noted import note_said, placed
from care.briefing.piece import Chart, Piece, Table
from care.briefing.pieces import keys_of_page, pieces
from care.briefing.stamp import Stamp
from care.exports.cells import is_number, widths, written
from care.exports.inspection import archive
from care.exports.spot_check_pdf import fonts
from care.notes import Note

SOURCE = Path(__file__).with_name("cards.typ")
MANY = 10  # columns; more of them have upright headings
LISTED = ("problems", "steps", "greatest_gaps")  # ideas whose sentences are a list


def cards(
    about: About, chosen: list[Piece], stamp: Stamp, noted: Iterable[Note] = (), title: str = ""
) -> bytes:
    """A .pdf of the ideas in their order; `title`: the page's, if they are a page's."""
    import typst  # 30 MB that no other page needs

    return typst.compile(
        str(SOURCE),
        font_paths=[fonts()],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_told(about, chosen, stamp, noted, title), ensure_ascii=False)},
    )


def cards_of_page(about: About, page: str, stamp: Stamp, noted: Iterable[Note] = ()) -> bytes:
    """A .pdf of what a page of figures shows."""
    chosen = pieces(about, keys_of_page(about.definitions, page))
    return cards(about, chosen, stamp, noted, about.t(f"menu.{page}"))


def each_cards(
    abouts: Iterable[About],
    wanted: list[str] | None,
    stamp: Stamp,
    noted: Callable[[About], Iterable[Note]] = lambda about: (),
    title: str = "",
) -> bytes:
    """One file a unit, in a .zip."""
    return archive(
        (
            f"{about.unit_name(about.unit)}.pdf",
            cards(about, pieces(about, wanted), stamp, noted(about), title),
        )
        for about in abouts
    )


def _told(about: About, chosen: list[Piece], stamp: Stamp, noted: Iterable[Note], title: str) -> dict:
    t, (own, left) = about.t, placed(chosen, noted)
    return {
        "lang": t.lang,
        "title": title or t("brief.deck_title"),
        "by": stamp.by,
        "scope": about.scope_words,
        "foot": " · ".join(stamp.lines(about)[1:]),
        "page_of": t("brief.page_of", at="{at}", of="{of}"),
        "contents": t("meeting.contents"),
        "cards": [
            _card(about, piece, [note_said(about, one) for one in own.get(piece.key, ())]) for piece in chosen
        ],
        "notes_title": t("brief.notes"),
        "notes": [note_said(about, one, named=True) for one in left],
    }


def _card(about: About, piece: Piece, notes: list[str]) -> dict:
    how = [about.t("brief.how", rule=rule) for rule in piece.how.split("\n") if rule]
    return {
        "question": piece.question,
        "answer": piece.answer,
        "state": piece.state,
        "status": piece.status,
        "counted": piece.counted,
        "sentences": list(piece.sentences),
        "listed": piece.key in LISTED,
        "figures": [vars(one) for one in piece.figures],
        "chart": chart(piece.chart) if piece.chart else None,
        "table": _table(piece.table) if piece.table and piece.key not in LISTED else None,
        "small": [*how, *notes],
    }


def chart(drawn: Chart) -> dict:
    """A chart as charts.typ draws it: every value also as it is written; `sums`: those of stacked columns."""
    sums = [sum(one.values[at] or 0 for one in drawn.series) for at in range(len(drawn.categories))]
    values = [value for one in drawn.series for value in one.values if value is not None]
    highest = max(sums if drawn.form == "stacked" else values, default=1)
    return {
        "form": drawn.form,
        "names": list(drawn.categories),
        "series": [
            {
                "name": one.name,
                "line": one.line and drawn.form != "line",
                "values": list(one.values),
                "texts": [written(value) for value in one.values],
            }
            for one in drawn.series
        ],
        "sums": [written(one) for one in sums],
        "top": 1.0 if drawn.share else highest or 1,
        "worst": list(drawn.worst),
    }


def _table(table: Table) -> dict:
    upright = len(table.headings) > MANY
    return {
        "headings": list(table.headings),
        "rows": [
            [_cell(cell, table.states[at][place] if table.states else "") for place, cell in enumerate(row)]
            for at, row in enumerate(table.rows)
        ],
        "numeric": [all(is_number(row[at]) for row in table.rows) for at in range(len(table.headings))],
        "widths": widths(replace(table, headings=("",) * len(table.headings)) if upright else table),
        "upright": upright,
        "weights": _weights(table),
    }


def _weights(table: Table) -> list[list[float]]:
    """How dark each cell of a shaded table is, 0–1; 0 everywhere else."""
    numbers = [[cell if table.shaded and isinstance(cell, int) else 0 for cell in row] for row in table.rows]
    most = max((n for row in numbers for n in row), default=0) or 1
    return [[n / most for n in row] for row in numbers]


def _cell(cell, state: str) -> dict:
    return {"text": written(cell), "state": state, "mark": state if isinstance(cell, float) else ""}
