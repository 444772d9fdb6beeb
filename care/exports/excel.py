"""Lists as Excel sheets that print well: A4 landscape, header frozen and repeated, scope stated on the sheet."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from unicodedata import east_asian_width

import xlsxwriter

WIDEST = 40  # characters of a column
SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def rows_workbook(
    title: str, notes: Sequence[str], headings: Sequence[str], rows: Iterable[Sequence]
) -> bytes:
    """One sheet: title, notes (scope, filters, day, who made it), header row, then `rows`. Text stays text."""
    rows = [list(row) for row in rows]
    out = BytesIO()
    with xlsxwriter.Workbook(out, SAFE) as book:
        sheet = book.add_worksheet(sheet_name(title))
        head = book.add_format(
            {"bold": True, "bg_color": "#E3EEF0", "border": 1, "text_wrap": True, "valign": "vcenter"}
        )
        cell = book.add_format({"border": 1, "valign": "top", "text_wrap": True})
        day = book.add_format({"border": 1, "valign": "top", "num_format": "yyyy-mm-dd"})
        sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 15}))
        for at, note in enumerate(notes, 1):
            sheet.write_string(at, 0, note, book.add_format({"font_color": "#555555"}))
        top = len(notes) + 2
        sheet.write_row(top, 0, headings, head)
        for at, row in enumerate(rows, top + 1):
            for column, value in enumerate(row):
                _write(sheet, at, column, value, cell, day)
        for column, heading in enumerate(headings):
            sheet.set_column(column, column, _width([heading, *(row[column] for row in rows[:500])]))
        _print_layout(sheet, top, max(1, len(rows)), len(headings))
    return out.getvalue()


def _write(sheet, at: int, column: int, value, cell, day) -> None:
    if isinstance(value, date):
        sheet.write_datetime(at, column, value, day)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        sheet.write_number(at, column, value, cell)
    else:
        sheet.write_string(at, column, "" if value is None else str(value), cell)


def _print_layout(sheet, top: int, rows: int, columns: int) -> None:
    sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, top + rows, columns - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    sheet.set_footer("&C&P / &N")


def _width(values: Iterable) -> float:
    """Characters a column needs."""
    return min(WIDEST, max(width_of(str(value or "")) for value in values) + 2)


def width_of(text: str) -> int:
    """How wide a text is in characters; Chinese ones count twice."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def sheet_name(title: str) -> str:
    """What Excel takes for a sheet's name: no control signs, 31 units of UTF-16 at most."""
    kept = "".join(c for c in title if c not in "[]:*?/\\'" and c.isprintable())
    return kept.encode("utf-16-le")[:62].decode("utf-16-le", "ignore").strip() or "Sheet1"
