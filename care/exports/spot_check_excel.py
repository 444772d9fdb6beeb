"""The sheet of a spot check as Excel: one worksheet a place, A4 landscape, to be filled in by hand or in Excel.

Column A is hidden and holds the mark by which each row is known again when the sheet comes back.
"""

import math
from dataclasses import dataclass
from io import BytesIO

import xlsxwriter

from care.exports.excel import SAFE, width_of
from care.inspection.frame import CLAIMS
from care.inspection.sheets import Line, Part, Sheet
from care.words import Voice

LINE = 14.5  # points of a line of text
ROW = 34  # points of a row at least: room for handwriting
WIDTHS = {"number": 4, "where": 14, "person": 12, "remark": 17}  # characters
CLAIMED = {"roll": 13, "helper": 12, "contact": 27, "relief": 20, "house": 14}
FOUND = 7.5


@dataclass(frozen=True)
class Column:
    """`claim` and whether it is the claimed or the found column of it; '' for the others."""

    kind: str
    claim: str
    width: float


COLUMNS = (
    Column("number", "", WIDTHS["number"]),
    Column("where", "", WIDTHS["where"]),
    Column("person", "", WIDTHS["person"]),
    *(
        column
        for claim in CLAIMS
        for column in (Column("claimed", claim, CLAIMED[claim]), Column("found", claim, FOUND))
    ),
    Column("remark", "", WIDTHS["remark"]),
)


def workbook(t: Voice, sheet: Sheet) -> bytes:
    """The sheet as .xlsx. Text stays text; what may be written into an empty cell comes as a drop-down."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, SAFE) as book:
        book.set_properties({"title": sheet.title, "subject": sheet.notes[-1]})
        formats = _formats(book)
        for part in sheet.parts:
            _part(book, formats, t, sheet, part)
    return out.getvalue()


def heading(t: Voice, column: Column) -> str:
    """The heading of a column; those of the found columns are known again by their words."""
    return t(f"spot_check.column_{column.kind}{'_' + column.claim if column.claim else ''}")


def _part(book, formats: dict, t: Voice, sheet: Sheet, part: Part) -> None:
    page = book.add_worksheet(_name(book, part))
    page.write_string(0, 1, part.title, formats["title"])
    for at, note in enumerate((*sheet.notes, sheet.how), 1):
        page.write_string(at, 1, note, formats["note"])
    top = len(sheet.notes) + 2
    page.set_row(top, 2 * LINE + 4)
    page.write_string(top, 0, sheet.head_mark)
    for at, column in enumerate(COLUMNS, 1):
        page.set_column(at, at, column.width)
        page.write_string(top, at, heading(t, column), formats["head"])
    for row, line in enumerate(part.lines, top + 1):
        page.set_row(row, _height(line))
        page.write_string(row, 0, line.mark)
        _row(page, formats, sheet, row, line)
    foot = top + len(part.lines) + 2
    page.write_string(foot, 1, (" " * 40).join(sheet.sign), formats["plain"])
    page.set_column(0, 0, None, None, {"hidden": True})
    _print(page, sheet, top, foot)


def _row(page, formats: dict, sheet: Sheet, row: int, line: Line) -> None:
    plain = {"where": line.where, "person": line.person, "remark": ""}
    for at, column in enumerate(COLUMNS, 1):
        if column.kind == "number":
            page.write_number(row, at, line.number, formats["number"])
        elif column.kind == "claimed":
            page.write_string(row, at, line.claimed[column.claim], formats["cell"])
        elif column.kind == "found" and column.claim not in line.asked:
            page.write_string(row, at, "—", formats["none"])
        elif column.kind == "found":
            page.write_blank(row, at, None, formats["found"])
            page.data_validation(row, at, row, at, {"validate": "list", "source": list(sheet.verdicts)})
        else:
            page.write_string(row, at, plain[column.kind], formats["cell"])


def _height(line: Line) -> float:
    """Excel does not fit rows by itself in a file that it did not write: count the lines."""
    cells = [(line.where, WIDTHS["where"]), (line.person, WIDTHS["person"])]
    cells += [(text, CLAIMED[claim]) for claim, text in line.claimed.items()]
    most = max(
        sum(math.ceil(width_of(text) / (wide - 1)) or 1 for text in cell.split("\n")) for cell, wide in cells
    )
    return max(ROW, most * LINE + 4)


def _print(page, sheet: Sheet, top: int, foot: int) -> None:
    page.freeze_panes(top + 1, 4)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.print_area(0, 1, foot, len(COLUMNS))
    page.fit_to_pages(1, 0)
    page.repeat_rows(0, top)
    page.set_footer("&L&A&C&P / &N")


def _name(book, part: Part) -> str:
    """A worksheet's name: the place, told apart where two have one name."""
    name = "".join(c for c in part.place.rpartition("/")[2] if c not in "[]:*?/\\'")[:28] or "1"
    taken = {page.get_name().lower() for page in book.worksheets()}
    return next(one for one in (name, *(f"{name}{n}" for n in range(2, 1000))) if one.lower() not in taken)


def _formats(book) -> dict:
    cell = {"border": 1, "border_color": "#8A98A1", "valign": "vcenter", "text_wrap": True, "font_size": 10}
    return {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "note": book.add_format({"font_color": "#555555", "font_size": 9}),
        "plain": book.add_format({"font_size": 11}),
        "head": book.add_format(cell | {"bold": True, "bg_color": "#E3EEF0", "align": "center"}),
        "cell": book.add_format(cell),
        "number": book.add_format(cell | {"align": "center"}),
        "found": book.add_format(cell | {"align": "center", "bg_color": "#FFFDF2", "font_size": 11}),
        "none": book.add_format(cell | {"align": "center", "font_color": "#8A98A1", "bg_color": "#F2F4F5"}),
    }
