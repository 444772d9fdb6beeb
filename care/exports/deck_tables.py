"""Native tables of slides: columns as wide as they need, as many rows a slide as fit."""

from dataclasses import dataclass, replace
from math import ceil

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Pt

from care.briefing.piece import Figure, Table
from care.exports.cells import is_number, written
from care.exports.excel import width_of

SIZES = (14, 13, 12)  # pt; the largest that puts a table on one slide, else the first
PAD = Pt(5)
LINE = 1.45  # of the size
WIDE, BOLD = 0.58, 0.72  # of the size: a character of half width
MARKS = {"good": "▲ ", "warn": "● ", "bad": "▼ ", "": ""}
COLOURS = {"good": MSO_THEME_COLOR.ACCENT_1, "warn": MSO_THEME_COLOR.TEXT_1, "bad": MSO_THEME_COLOR.ACCENT_2}
NARROWEST, WIDEST = 6, 90  # characters


@dataclass(frozen=True)
class Part:
    """What one slide shows of a table: `widths` of its columns in EMU, `size` of its type in points."""

    table: Table
    widths: tuple[int, ...]
    size: int


def parts(table: Table, width: int, height: int) -> list[Part]:
    """The table cut into slides for a room of `width` × `height` EMU; slides hold about equally many rows."""
    for size in SIZES:
        cut = _cut(table, width, height, size)
        if len(cut) == 1:
            return cut
    return _cut(table, width, height, SIZES[0])


def _cut(table: Table, width: int, height: int, size: int) -> list[Part]:
    widths = _widths(table, width)
    heights = [_height([written(cell) for cell in row], widths, size) for row in table.rows]
    room = height - _height(table.headings, widths, size)
    slides = max(ceil(sum(heights) / max(room, 1)), 1)
    found: list[Part] = []
    start, used, gone, fair = 0, 0, 0, sum(heights) / slides
    for at, high in enumerate([*heights, 0]):
        # What a slide is given more or less than its share, the next ones make up for.
        full = at > start and (used + high > room or gone + high / 2 > fair * (len(found) + 1))
        if at == len(heights) or (full and used):
            states = table.states[start:at] if table.states else ()
            found.append(Part(replace(table, rows=table.rows[start:at], states=states), widths, size))
            start, used = at, 0
        used += high
        gone += high
    return found


def draw(placeholder, part: Part) -> None:
    """Put one slide's part into the placeholder."""
    table, widths, size = part.table, part.widths, part.size
    native = placeholder.insert_table(rows=len(table.rows) + 1, cols=len(table.headings)).table
    native.vert_banding = False
    for column, wide in zip(native.columns, widths, strict=True):
        column.width = wide
    numeric = [all(is_number(row[at]) for row in table.rows) for at in range(len(table.headings))]
    for at, heading in enumerate(table.headings):
        _write(native.cell(0, at), heading, size, bold=True, right=numeric[at])
    native.rows[0].height = _height(table.headings, widths, size)
    for place, row in enumerate(table.rows, 1):
        native.rows[place].height = _height([written(cell) for cell in row], widths, size)
        for at, cell in enumerate(row):
            state = table.states[place - 1][at] if table.states else ""
            marked = MARKS[state] if isinstance(cell, float) else ""
            _write(native.cell(place, at), marked + written(cell), size, at == 0, numeric[at], state)


def draw_figures(placeholder, figures: tuple[Figure, ...]) -> None:
    """Headline figures side by side: label, value, status, what is behind it, change."""
    rows = [("label", 17), ("value", 40), ("status", 15), ("counted", 15), ("change", 15)]
    frame = placeholder.insert_table(rows=len(rows), cols=len(figures))
    native = frame.table
    native.first_row = native.horz_banding = False
    for column in native.columns:
        column.width = Emu(int(frame.width / len(figures)))
    for place, (name, size) in enumerate(rows):
        native.rows[place].height = Pt(size * 3)
        for at, figure in enumerate(figures):
            cell = native.cell(place, at)
            state = figure.state if name in ("value", "status") else ""
            mark = MARKS[figure.state] if name == "status" else ""
            text = mark + getattr(figure, name)
            fits = min(size, _one_line(text, frame.width / len(figures))) if name == "value" else size
            _write(cell, text, fits, bold=name in ("label", "value"), state=state)
            cell.fill.solid()
            cell.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_2


def _write(cell, text: str, size: int, bold: bool = False, right: bool = False, state: str = "") -> None:
    cell.margin_top = cell.margin_bottom = PAD
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text, run.font.size, run.font.bold = text, Pt(size), bold
    if state:
        run.font.color.theme_color = COLOURS[state]


def _one_line(text: str, width: float) -> int:
    """The size in points at which a bold text takes one line of a cell `width` EMU wide."""
    return int((width - 3 * Pt(7.2)) / Pt(1) / max(width_of(text), 1) / BOLD)


def _widths(table: Table, width: int) -> tuple[int, ...]:
    """EMU a column, by what it holds."""
    lines = [table.headings, *([written(cell) for cell in row] for row in table.rows)]
    asked = [
        min(max(max(width_of(line[at]) for line in lines) + 3, NARROWEST), WIDEST)
        for at in range(len(table.headings))
    ]
    return tuple(int(width * one / sum(asked)) for one in asked)


def _height(texts, widths: tuple[int, ...], size: int) -> int:
    """EMU of a row: as many lines as its fullest cell needs."""
    lines = 1
    for text, wide in zip(texts, widths, strict=True):
        room = max((wide - 2 * Pt(7.2)) / Pt(size * WIDE), 4)
        lines = max(lines, ceil(width_of(text) / room))
    return int(lines * Pt(size) * LINE + 2 * PAD)
