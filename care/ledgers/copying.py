"""A sheet as it was read, written anew cell by cell with its own types: no live formulas, no links."""

import datetime
import re
import unicodedata
import zipfile
from collections.abc import Callable, Container, Iterator
from html import unescape
from io import BytesIO

import xlsxwriter

from care.ledgers.sheets import BOOLEAN, DAY, NUMBER, Merge, Sheet
from care.zips import UNREADABLE

CHUNK = 5_000
LONGEST_TEXT = 32_767  # of a cell in .xlsx
MOST_COVERED = 2_000_000  # cells below merged ranges that are followed
WIDTH_ROWS = 200
PADDING = 0.7109375  # xlsxwriter adds it to every width
Style = Callable[[int, int], str]  # (row, column) from 0 → name of a style
STYLES = {
    "": {},
    "title": {"bold": True, "font_size": 14, "align": "center", "valign": "vcenter", "text_wrap": True},
    "head": {
        "bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1,
        "bg_color": "#E7EAEE",
    },
    "wrap": {"text_wrap": True, "valign": "top"},
    "bad": {"bg_color": "#FFEB9C", "border": 1, "border_color": "#BF8F00"},
    "refused": {"bg_color": "#F8CBAD", "text_wrap": True, "valign": "top"},
    "held": {"bg_color": "#FCE4B6", "text_wrap": True, "valign": "top"},
    "taken": {"bg_color": "#FFF7DC", "text_wrap": True, "valign": "top"},
    "ignored": {"font_color": "#6B7280", "text_wrap": True, "valign": "top"},
}  # fmt: skip
AS_TEXT, AS_DAY, AS_MOMENT, AS_NUMBER, LONG_NUMBER = "@", "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "General", "0"


class Pen:
    """Writes typed cells into one workbook; formats are made once each."""

    def __init__(self, book: xlsxwriter.Workbook):
        self.book = book
        self._formats: dict[tuple[str, str], object] = {}

    def format(self, style: str, as_: str = AS_TEXT):
        if (style, as_) not in self._formats:
            self._formats[style, as_] = self.book.add_format(STYLES[style] | {"num_format": as_})
        return self._formats[style, as_]

    def write(
        self, page, row: int, column: int, text: str, kind: int, style: str = "", keep_text: bool = False
    ) -> None:
        """One cell of the type that it had; what cannot be such stays text. With `keep_text` whatever is
        typed into the cell later stays text (an ID number typed over a damaged one)."""
        if text == "":
            if style:
                page.write_blank(row, column, None, self.format(style))
            return
        if kind == BOOLEAN:
            page.write_boolean(row, column, text == "TRUE", self.format(style, AS_NUMBER))
            return
        if kind == NUMBER and (number := as_number(text)) is not None:
            as_ = AS_TEXT if keep_text else LONG_NUMBER if abs(number) >= 1e11 else AS_NUMBER
            page.write_number(row, column, number, self.format(style, as_))
            return
        if kind == DAY and (moment := as_moment(text)) is not None:
            as_ = AS_DAY if moment.time() == datetime.time() else AS_MOMENT
            page.write_datetime(row, column, moment, self.format(style, as_))
            return
        page.write_string(row, column, text[:LONGEST_TEXT], self.format(style))


def as_number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if number == number and abs(number) != float("inf") else None


def as_moment(text: str) -> datetime.datetime | None:
    """A day or a day with its time from 1900-03-01 on (spreadsheets miscount before)."""
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if datetime.datetime(1900, 3, 1) <= moment and moment.tzinfo is None else None


def copy_sheet(
    pen: Pen,
    page,
    sheet: Sheet,
    style: Style,
    skip: int | None,
    added: dict[int, tuple[int, str, str]],
    texts: Container[int],
) -> None:
    """Write a sheet's cells where they stood, from top to bottom, as constant memory wants.

    `skip`: a column to leave out; `added`: row → (column, text, style) of one more cell; `texts`: text
    columns.
    """
    added = dict(added)
    covered = merged(page, sheet)
    for row, cells in rows_of(sheet):
        for j, (text, kind) in enumerate(cells):
            if j == skip:
                continue
            own = "" if (row, j) in covered else text
            pen.write(page, row, sheet.left + j, own, kind, style(row, j), j in texts)
        if row in added:
            column, text, name = added.pop(row)
            pen.write(page, row, column, text, 1, name)
    for row in sorted(added):
        column, text, name = added[row]
        pen.write(page, row, column, text, 1, name)


def rows_of(sheet: Sheet) -> Iterator[tuple[int, list[tuple[str, int]]]]:
    """(row from 0, its (text, kind) cells)."""
    for first in range(0, sheet.height, CHUNK):
        part = sheet.cells.slice(first, CHUNK)
        texts = [part.column(f"c{j}").to_pylist() for j in range(sheet.width)]
        kinds = [
            part.column(f"k{j}").to_pylist() if f"k{j}" in part.column_names else None
            for j in range(sheet.width)
        ]
        for i in range(part.num_rows):
            yield first + i, [(texts[j][i] or "", kinds[j][i] if kinds[j] else 1) for j in range(sheet.width)]


def merged(page, sheet: Sheet) -> set[tuple[int, int]]:
    """Merge the sheet's ranges on the page; returns the cells below them (all but the first of each range).

    Ranges that overlap an earlier one or reach beyond the cells are left out: spreadsheet programs call such
    files damaged. (merge_range would write cells out of order, which constant memory forbids.)
    """
    covered: set[tuple[int, int]] = set()
    firsts: set[tuple[int, int]] = set()
    for one in sheet.merges:
        range_ = Merge(
            one.top, max(one.left, 0), min(one.bottom, sheet.height - 1), min(one.right, sheet.width - 1)
        )
        size = (range_.bottom - range_.top + 1) * (range_.right - range_.left + 1)
        if range_.top < 0 or range_.bottom < range_.top or range_.right < range_.left or size < 2:
            continue
        if len(covered) + size > MOST_COVERED:
            break
        cells = {
            (i, j) for i in range(range_.top, range_.bottom + 1) for j in range(range_.left, range_.right + 1)
        }
        if cells & covered or cells & firsts:
            continue
        firsts.add((range_.top, range_.left))
        covered |= cells - {(range_.top, range_.left)}
        page.merge.append([range_.top, sheet.left + range_.left, range_.bottom, sheet.left + range_.right])
    return covered


def set_widths(pen: Pen, page, sheet: Sheet, own: dict[int, float], texts: Container[int]) -> None:
    """Column widths as they were, else by what stands in the first rows; `texts` columns get the text
    format."""
    for j in range(sheet.width):
        column = sheet.left + j
        width = own.get(column) or guessed_width(sheet, j)
        page.set_column(column, column, width, pen.format("") if j in texts else None)


def guessed_width(sheet: Sheet, j: int) -> float:
    texts = sheet.cells.column(f"c{j}").slice(0, WIDTH_ROWS).to_pylist()
    merged_here = {one.top for one in sheet.merges if one.left <= j < one.right}
    sizes = [display_width(text) for i, text in enumerate(texts) if text and i not in merged_here]
    return min(40, max([8, *sizes]) + 2)


def display_width(text: str) -> int:
    lines = text[:200].split("\n")
    return max(sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in line) for line in lines)


def widths_in(data: bytes) -> dict[str, dict[int, float]]:
    """Sheet name → column (from 0) → width, from an .xlsx; {} for anything else or anything odd."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return {name: widths_of(archive, part) for name, part in sheet_parts(archive).items()}
    except UNREADABLE:
        return {}


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    book = start_of(archive, "xl/workbook.xml")
    links = start_of(archive, "xl/_rels/workbook.xml.rels")
    targets = {}
    for link in re.findall(r"<Relationship\b[^>]*>", links):
        id_, target = re.search(r'\bId="([^"]*)"', link), re.search(r'\bTarget="([^"]*)"', link)
        if id_ and target:
            targets[id_[1]] = target[1]
    found = {}
    for tag in re.findall(r"<sheet\b[^>]*>", book):
        name, id_ = re.search(r'\bname="([^"]*)"', tag), re.search(r'\br:id="([^"]*)"', tag)
        if name and id_ and id_[1] in targets:
            target = targets[id_[1]]
            found[unescape(name[1])] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def widths_of(archive: zipfile.ZipFile, part: str) -> dict[int, float]:
    columns = re.search(r"<cols>(.*?)</cols>", start_of(archive, part), re.S)
    found: dict[int, float] = {}
    for tag in re.findall(r"<col\b[^>]*>", columns[1] if columns else "")[:500]:
        values = {key: re.search(rf'\b{key}="([\d.]+)"', tag) for key in ("min", "max", "width")}
        if all(values.values()):
            first, last, width = int(values["min"][1]), int(values["max"][1]), float(values["width"][1])
            found |= dict.fromkeys(
                range(first - 1, min(last, first + 500)), max(1.0, min(width, 80.0) - PADDING)
            )
    return found


def start_of(archive: zipfile.ZipFile, part: str) -> str:
    with archive.open(part) as file:
        return file.read(2**18).decode("utf-8", "ignore")
