"""Lists to take along to a village: A4 landscape, header on every page, empty columns to be filled in by hand."""

import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import xlsxwriter

from care.exports.excel import SAFE, sheet_name

FONT = "Microsoft YaHei"  # replaced by whatever the reader's machine has
ROW = 30  # points: room for handwriting
PAPER = 142  # characters of body text across A4 landscape at full size


@dataclass(frozen=True)
class Column:
    """A column of the printed list; `width` in characters, a Chinese one counting two."""

    heading: str
    width: float
    centred: bool = False


@dataclass(frozen=True)
class Printed:
    """A list to print. `notes`: scope and filters; `blanks`: headings of columns left empty; `foot`: who signs."""

    title: str
    notes: Sequence[str]
    columns: Sequence[Column]
    rows: Iterable[Sequence]
    blanks: Sequence[Column]
    foot: str
    page_of: str  # “&P” and “&N” stand for page and pages


def workbook(printed: Printed) -> bytes:
    """One sheet ready to print. Text stays text; days are days."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, SAFE) as book:
        book.formats[0].set_font_name(FONT)
        _write(book, book.add_worksheet(sheet_name(printed.title)), printed)
    return out.getvalue()


def archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Files (name, bytes) in one .zip; names may be Chinese."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files:
            packed.writestr(name, data)
    return out.getvalue()


def _write(book: xlsxwriter.Workbook, sheet, printed: Printed) -> None:
    columns = [*printed.columns, *printed.blanks]
    base = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
    cell = {**base, "border": 1, "border_color": "#9AA7AE", "text_wrap": True}
    head = book.add_format({**cell, "bold": True, "bg_color": "#E3EEF0", "align": "center"})
    styles = [
        (
            book.add_format(cell | ({"align": "center"} if column.centred else {})),
            book.add_format(cell | {"num_format": "yyyy-mm-dd", "align": "center"}),
        )
        for column in columns
    ]
    sheet.write_string(0, 0, printed.title, book.add_format({**base, "bold": True, "font_size": 16}))
    note = book.add_format({**base, "font_color": "#444444"})
    for at, text in enumerate(printed.notes, 1):
        sheet.write_string(at, 0, text, note)
    top = len(printed.notes) + 1
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(top, at, column.heading, head)
    sheet.set_row(0, 28)
    sheet.set_row(top, 26)
    last = top
    for last, row in enumerate(printed.rows, top + 1):
        sheet.set_row(last, ROW)
        for at, value in enumerate([*row, *("" for _ in printed.blanks)]):
            _cell(sheet, last, at, value, *styles[at])
    sheet.write_string(last + 2, 0, printed.foot, book.add_format(base))
    _layout(sheet, top, last, len(columns), printed.page_of)


def _cell(sheet, at: int, column: int, value, plain, day) -> None:
    if isinstance(value, date):
        sheet.write_datetime(at, column, value, day)
    elif isinstance(value, int):
        sheet.write_number(at, column, value, plain)
    else:
        sheet.write_string(at, column, value or "", plain)


def _layout(sheet, top: int, last: int, columns: int, page_of: str) -> None:
    sheet.freeze_panes(top + 1, 0)
    if last > top:
        sheet.autofilter(top, 0, last, columns - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    sheet.set_footer(f"&C{page_of}")
