"""One idea as a slide on the screen: very large type, one chart at most, everything escaped."""

from dataclasses import dataclass, replace
from html import escape

import streamlit as st

from care import charts
from care.briefing.piece import Cell, Figure, Piece, Table
from care.exports.excel import width_of
from care.screen.card import MARKS
from care.screen.plotted import Plotted
from care.screen.view import View
from care.words import NONE, percent

ROWS, TWO_LINES, LONG_ROWS = (
    9,
    6,
    4,
)  # rows of a table that fit on one screen; of two lines; with sentences in them
ROOM = 125  # characters beside each other on one screen
CHART = 570  # px
LONG = 7  # characters; a longer answer is set smaller


@dataclass(frozen=True)
class Slide:
    """An idea, or one part of its table."""

    piece: Piece
    part: int = 1
    parts: int = 1


def slides(pieces: list[Piece]) -> list[Slide]:
    """A long table takes several screens; nobody scrolls in a meeting."""
    found = []
    for piece in pieces:
        if not _is_table(piece):
            found.append(Slide(piece))
            continue
        most = _rows_that_fit(piece.table)
        cut = [_cut(piece.table, at, at + most) for at in range(0, len(piece.table.rows), most)]
        found += [Slide(replace(piece, table=part), at, len(cut)) for at, part in enumerate(cut, 1)]
    return found


def _rows_that_fit(table: Table) -> int:
    columns = list(
        zip(table.headings, *([_written(cell) for cell in row] for row in table.rows), strict=True)
    )
    if any(len(text) > 40 for texts in columns for text in texts):
        return LONG_ROWS
    return ROWS if sum(max(map(width_of, texts)) + 4 for texts in columns) <= ROOM else TWO_LINES


def draw(view: View, slide: Slide) -> None:
    """Title, then answer and sentences beside the chart; or figures, a table, or words alone."""
    piece = slide.piece
    title = piece.question
    if slide.parts > 1:
        title = view.t("brief.part", title=title, at=slide.part, of=slide.parts)
    st.html(f'<h1 class="m-title">{escape(title)}</h1>')
    if piece.figures:
        st.html(_figures(piece) + _says(piece, "m-says"))
    elif piece.chart:
        _beside(view, piece)
    elif _is_table(piece):
        st.html(_says(piece, "m-says m-small") + _table(piece.table))
    else:
        st.html(_answer(piece) + _says(piece, "m-says m-wide"))


def _beside(view: View, piece: Piece) -> None:
    left, right = st.columns([5, 8], gap="medium")
    with left:
        st.html(_answer(piece) + _says(piece, "m-says"))
    with right, st.container(key="meeting_room", height="stretch"):  # the sheet makes it fill the screen
        st.plotly_chart(
            Plotted(charts.idea(piece.chart, view.look, CHART)),
            key="meeting_chart",
            height="stretch",
            config={"displayModeBar": False, "responsive": True, "scrollZoom": False},
            alt=view.t.sentences(*piece.sentences) or None,
        )


def _is_table(piece: Piece) -> bool:
    """Problems and steps are sentences; their tables are for workbooks."""
    return bool(
        piece.table and not piece.chart and not piece.figures and not piece.answer
    ) and piece.key not in ("problems", "steps")


def _answer(piece: Piece) -> str:
    long = " m-long" if len(piece.answer) > LONG else ""
    answer = f'<div class="m-answer{long}">{escape(piece.answer)}</div>' if piece.answer else ""
    return answer + _status(piece.state, piece.status)


def _status(state: str, status: str) -> str:
    if not status:
        return ""
    return f'<div class="m-status m-{state or "warn"}">{MARKS[state]} {escape(status)}</div>'


def _says(piece: Piece, look: str) -> str:
    lines = [f"<p>{escape(line)}</p>" for line in (piece.counted, *piece.sentences) if line]
    return f'<div class="{look}">{"".join(lines)}</div>' if lines else ""


def _figures(piece: Piece) -> str:
    return f'<div class="m-figures">{"".join(map(_figure, piece.figures))}</div>'


def _figure(one: Figure) -> str:
    state, long = one.state or "warn", " m-long" if len(one.value) > LONG else ""
    return (
        f'<div class="m-figure"><b>{escape(one.label)}</b><strong class="m-{state}{long}">{escape(one.value)}</strong>'
        f'<span class="m-{state}">{MARKS[one.state]} {escape(one.status)}</span>'
        f"<span>{escape(one.counted)}</span><span>{escape(one.change)}</span></div>"
    )


def _table(table: Table) -> str:
    numeric = [all(_is_number(row[at]) for row in table.rows) for at in range(len(table.headings))]
    head = "".join(
        f'<th class="{"m-n" if number else ""}">{escape(one)}</th>'
        for one, number in zip(table.headings, numeric, strict=True)
    )
    rows = [
        "".join(
            _cell(cell, table.states[at][place] if table.states else "", numeric[place])
            for place, cell in enumerate(row)
        )
        for at, row in enumerate(table.rows)
    ]
    return f'<div class="m-table"><table><tr>{head}</tr><tr>{"</tr><tr>".join(rows)}</tr></table></div>'


def _is_number(cell: Cell) -> bool:
    return not isinstance(cell, str) or cell == NONE


def _cell(cell: Cell, state: str, is_number: bool) -> str:
    number = " m-n" if is_number else ""
    mark = f"{MARKS[state]} " if state and isinstance(cell, float) else ""
    return f'<td class="m-{state}{number}">{escape(mark + _written(cell))}</td>'


def _written(cell: Cell) -> str:
    if isinstance(cell, float):
        return percent(cell)
    return f"{cell:,}" if isinstance(cell, int) else cell or NONE


def _cut(table: Table, first: int, last: int) -> Table:
    return replace(
        table, rows=table.rows[first:last], states=table.states[first:last] if table.states else ()
    )
