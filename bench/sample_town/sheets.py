"""Writes rows to .xlsx, .xls, .csv and .txt with the same bytes every time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
import xlwt

_CREATED = datetime(2026, 1, 20, 9, 0, 0)
Row = Sequence[object]


@contextmanager
def workbook(path: Path) -> Iterator[xlsxwriter.Workbook]:
    """A workbook whose creation time is fixed, so that the file's bytes do not change."""
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"})
    book.set_properties({"title": path.stem, "author": "青溪镇", "created": _CREATED})
    base = {"font_name": "宋体", "font_size": 11, "border": 1, "valign": "vcenter"}
    book.styles = {
        "title": book.add_format({**base, "border": 0, "bold": True, "font_size": 16, "align": "center"}),
        "line": book.add_format({**base, "border": 0}),
        "head": book.add_format(
            {**base, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#EEF3F8"}
        ),
        "cell": book.add_format(base),
        "wrap": book.add_format({**base, "text_wrap": True}),
        "date": book.add_format({**base, "num_format": "yyyy/m/d"}),
        "sum": book.add_format({**base, "bold": True, "bg_color": "#F6F2E4"}),
    }
    yield book
    book.close()


def headings(text: str) -> tuple[str, ...]:
    """Headings set apart by blanks; | stands for a line break inside one."""
    return tuple(word.replace("|", "\n") for word in text.split())


def put_row(sheet, styles: dict, at: int, row: Row, style: str = "cell") -> None:
    """Writes a row at `at` (0-based). Dates become real date cells; text stays text, digits too."""
    for column, value in enumerate(row):
        if isinstance(value, date):
            sheet.write_datetime(at, column, datetime(value.year, value.month, value.day), styles["date"])
        elif isinstance(value, (int, float)):
            sheet.write_number(at, column, value, styles[style])
        elif value:
            sheet.write_string(at, column, str(value), styles[style])
        else:
            sheet.write_blank(at, column, None, styles[style])


def put_table(
    sheet, styles: dict, at: int, header: Row, rows: Iterable[Row], widths: dict[int, int] | None = None
) -> int:
    """Header row at `at`, then the rows; returns the next free row."""
    put_row(sheet, styles, at, header, "head")
    for column in range(len(header)):
        sheet.set_column(column, column, (widths or {}).get(column, 12))
    for at, row in enumerate(rows, at + 1):  # noqa: B020 - `at` runs on
        put_row(sheet, styles, at, row)
    sheet.freeze_panes(0, 0)
    return at + 1


def title(sheet, styles: dict, text: str, width: int) -> None:
    sheet.merge_range(0, 0, 0, width - 1, text, styles["title"])
    sheet.set_row(0, 28)


def save_xls(path: Path, sheets: Iterable[tuple[str, list[Row], int]]) -> None:
    """BIFF8. Each sheet: name, rows, and over how many columns the first row is merged (0 = not)."""
    book = xlwt.Workbook(encoding="utf-8")
    bold = xlwt.easyxf("font: bold on; align: horiz center")
    for name, rows, merged in sheets:
        sheet = book.add_sheet(name)
        for at, row in enumerate(rows):
            if at == 0 and merged:
                sheet.write_merge(0, 0, 0, merged - 1, row[0], bold)
                continue
            for column, value in enumerate(row):
                if value != "":
                    sheet.write(at, column, value)
    book.save(str(path))


def save_text(path: Path, rows: Iterable[Row], encoding: str, delimiter: str = ",") -> None:
    """Comma- or tab-separated text with Windows line ends, as Excel saves it."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
