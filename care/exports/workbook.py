"""One workbook with everything shown: a sheet an idea with its table, native chart and rule; the cover says what of."""

from collections.abc import Iterable
from io import BytesIO
from math import ceil

import xlsxwriter

from care.briefing.about import About
from care.briefing.noted import note_said, placed
from care.briefing.piece import Cell, Figure, Piece, Table
from care.briefing.pieces import title
from care.briefing.stamp import Stamp
from care.exports.cells import SHARE
from care.exports.excel import SAFE, WIDEST, width_of
from care.exports.workbook_charts import native, write_data
from care.notes import Note
from care.words import NONE

FONT = "Microsoft YaHei"  # replaced by whatever the reader's machine has
FORBIDDEN = "[]:*?/\\'"  # in names of sheets
LONGEST = 31
CLOSING = "。，、；：！？）”》"  # no line begins with these
LINE = 14  # points
FOLD = 110  # characters of a line of text
ACCENT = "#0B6B82"


def workbook(about: About, chosen: list[Piece], stamp: Stamp, noted: Iterable[Note] = ()) -> bytes:
    """An .xlsx; numbers are numbers, shares are shares of 1, text stays text.

    Notes left on a figure stand on its sheet, those of figures without one on the cover.
    """
    out = BytesIO()
    with xlsxwriter.Workbook(out, SAFE) as book:
        book.formats[0].set_font_name(FONT)
        book.set_properties({"author": stamp.by, "comments": " · ".join(stamp.lines(about))})
        looks = _looks(book)
        names = _names(about, chosen)
        own, left = placed(chosen, noted)
        cover = book.add_worksheet(about.t("brief.cover"))
        at = _cover(cover, about, chosen, names, stamp, looks) + 1
        _lines(cover, at, [note_said(about, one, named=True) for one in left], looks["note"])
        for piece, name in zip(chosen, names, strict=True):
            said = [note_said(about, one) for one in own.get(piece.key, ())]
            _sheet(book, book.add_worksheet(name), piece, (*said, *stamp.lines(about)), looks)
    return out.getvalue()


def _looks(book) -> dict:
    base = {"font_name": FONT, "font_size": 10, "valign": "top"}
    cell = {**base, "border": 1, "border_color": "#9AA7AE", "text_wrap": True}
    return {
        "title": book.add_format({**base, "bold": True, "font_size": 16}),
        "answer": book.add_format({**base, "bold": True, "font_size": 22, "font_color": ACCENT}),
        "plain": book.add_format(base),
        "wrapped": book.add_format({**base, "text_wrap": True}),
        "note": book.add_format({**base, "font_color": "#555555"}),
        "link": book.add_format({**base, "font_color": ACCENT, "underline": 1}),
        "head": book.add_format({**cell, "bold": True, "bg_color": "#E3EEF0"}),
        "text": book.add_format(cell),
        "int": book.add_format({**cell, "num_format": "#,##0"}),
        "share": book.add_format({**cell, "num_format": SHARE}),
    }


def _names(about: About, chosen: list[Piece]) -> list[str]:
    """Names of sheets: what the ideas are called, each once, as Excel allows."""
    taken = {about.t("brief.cover").casefold()}
    names = []
    for piece in chosen:
        plain = "".join(sign for sign in title(about, piece.key) if sign not in FORBIDDEN)[: LONGEST - 3]
        name, more = plain, 2
        while name.casefold() in taken:
            name, more = f"{plain} {more}", more + 1
        taken.add(name.casefold())
        names.append(name)
    return names


def _cover(sheet, about: About, chosen: list[Piece], names: list[str], stamp: Stamp, looks: dict) -> int:
    """What the workbook is about, and the way to each sheet; returns the row below."""
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 30)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, about.t("brief.deck_title"), looks["title"])
    for at, line in enumerate(stamp.lines(about), 1):
        sheet.write_string(at, 0, line, looks["note"])
    at = 5
    for piece, name in zip(chosen, names, strict=True):
        sheet.write_url(at, 0, f"internal:'{name}'!A1", looks["link"], name)
        sheet.write_string(at, 1, piece.answer, looks["plain"])
        at += 1
    _paper(sheet)
    return at


def _sheet(book, sheet, piece: Piece, foot: tuple[str, ...], looks: dict) -> None:
    """Question, answer, sentences; the tables at the left, the chart beside them; rule, notes and stamp below."""
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, piece.question, looks["title"])
    at = 1
    if piece.answer:
        sheet.set_row(at, 34)
        sheet.write_string(at, 0, piece.answer, looks["answer"])
        at += 1
    at = _lines(sheet, at, (piece.status, piece.counted, *piece.sentences), looks["plain"]) + 1
    top, beside = at, 0
    for table in _tables(piece):
        at, beside = _table(sheet, at, table, looks) + 1, max(beside, len(table.headings))
    if piece.chart:
        data, at = at, write_data(sheet, at, piece.chart, looks)
        column = max(beside, len(piece.chart.series) + 1) + 1
        sheet.insert_chart(top, column, native(book, sheet.get_name(), data, piece.chart))
        at = max(at, top + 20) + 1
    _lines(sheet, at, (*piece.how.split("\n"), *foot), looks["note"])
    _paper(sheet)


def _lines(sheet, at: int, texts: Iterable[str], look) -> int:
    """Texts below each other, long ones over several rows: they must not make the page wide; returns the next row."""
    for text in texts:
        for line in _folded(text):
            sheet.write_string(at, 0, line, look)
            at += 1
    return at


def _folded(text: str) -> list[str]:
    """A text in lines of at most FOLD characters, a Chinese one counting two; English breaks between words."""
    lines, line = [], ""
    for word in text.split(" ") if " " in text else text:
        more = f"{line} {word}" if line and " " in text else line + word
        if line and width_of(more) > FOLD and word not in CLOSING:
            lines.append(line)
            more = word
        line = more
    return [*lines, line] if line else lines


def _tables(piece: Piece) -> list[Table]:
    """The idea's own table; its figures as one."""
    tables = [piece.table] if piece.table else []
    if piece.figures:
        rows = tuple(_figure(one) for one in piece.figures)
        tables.insert(0, Table(("",) * len(rows[0]), rows))
    return tables


def _figure(one: Figure) -> tuple[str, ...]:
    return (one.label, one.value, one.status, one.counted, one.change)


def _table(sheet, top: int, table: Table, looks: dict) -> int:
    """Heading and rows from row `top`, each as high as its longest text needs; returns the row below."""
    widths = _widths(table)
    headed = any(table.headings)
    if headed:
        for column, heading in enumerate(table.headings):
            sheet.write_string(top, column, heading, looks["head"])
    for at, row in enumerate(table.rows, top + headed):
        lines = max(ceil((width_of(str(cell)) + 1) / wide) for cell, wide in zip(row, widths, strict=True))
        if lines > 1:
            sheet.set_row(at, LINE * lines)
        for column, cell in enumerate(row):
            _cell(sheet, at, column, cell, looks)
    for column, wide in enumerate(widths):
        sheet.set_column(column, column, wide)
    return top + headed + len(table.rows)


def _widths(table: Table) -> list[int]:
    """Characters a column."""
    columns = zip(
        table.headings,
        *([str(NONE if cell is None else cell) for cell in row] for row in table.rows),
        strict=True,
    )
    return [min(WIDEST * (2 if at else 1), max(map(width_of, texts)) + 3) for at, texts in enumerate(columns)]


def _cell(sheet, at: int, column: int, cell: Cell, looks: dict) -> None:
    if isinstance(cell, float):
        sheet.write_number(at, column, cell, looks["share"])
    elif isinstance(cell, int):
        sheet.write_number(at, column, cell, looks["int"])
    else:
        sheet.write_string(at, column, NONE if cell is None else cell, looks["text"])


def _paper(sheet) -> None:
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 1)
    sheet.set_footer("&C&P / &N")
