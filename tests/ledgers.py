"""Ledgers made by hand for the importer's tests: sheets of rows → what the importer makes of them."""

import io
from datetime import date

import xlsxwriter

from care.definitions import load
from care.ledgers.cells import columns
from care.ledgers.importing import Wish, work_out
from care.ledgers.problems import Refused
from care.ledgers.reporting import Report
from care.ledgers.sheets import Merge, Sheet, Workbook

TODAY = date(2026, 1, 20)
TOWN = "青溪镇"
UNITS = {
    TOWN: (TOWN, "town", ()),
    f"{TOWN}/河东村": ("河东村", "village", ()),
    f"{TOWN}/河西村": ("河西村", "village", ()),
    f"{TOWN}/石桥社区": ("石桥社区", "village", ("石桥居委会",)),
    f"{TOWN}/青溪中心小学": ("青溪中心小学", "school", ("中心小学",)),
    f"{TOWN}/青溪初级中学": ("青溪初级中学", "school", ()),
    f"{TOWN}/青溪中心小学/三年级1班": ("三年级1班", "class", ()),
}
EAST, WEST, BRIDGE = f"{TOWN}/河东村", f"{TOWN}/河西村", f"{TOWN}/石桥社区"


def book(*sheets: tuple, file: str = "台账.xlsx") -> Workbook:
    """A workbook as the reader would give it; a sheet is (name, rows[, merges as (top, left, bottom, right)])."""
    return Workbook(file, "xlsx", "", tuple(one_sheet(*sheet) for sheet in sheets))


def one_sheet(name: str, rows: list[list], merges: tuple = ()) -> Sheet:
    width = max(map(len, rows))
    square = [[*("" if cell is None else cell for cell in row), *[""] * (width - len(row))] for row in rows]
    cells, head = columns(square, list(merges), 10_000, 500)
    return Sheet(name, False, 0, cells, tuple(map(tuple, head)), tuple(Merge(*one) for one in merges))


def taken(*sheets: tuple, file: str = "台账.xlsx", **wish) -> tuple[Report, list[dict]]:
    """(report, rows) of a workbook made of these sheets."""
    report, rows = work_out(
        book(*sheets, file=file), "0" * 64, load(), UNITS, Wish(**{"today": TODAY} | wish)
    )
    return report, rows.to_pylist()


def refused(*sheets: tuple, **how) -> str:
    """The code with which a whole file is refused."""
    try:
        taken(*sheets, **how)
    except Refused as refusal:
        return refusal.problem.code
    return ""


def codes(report: Report) -> list[tuple]:
    """(code, row, column) of each problem, in order."""
    return [(one.code, one.row, one.column) for one in report.problems]


def column(rows: list[dict], field: str) -> list:
    return [row.get(field) for row in rows]


def fields(report: Report, sheet: int = 0) -> dict[str, str]:
    """Heading → field of a sheet."""
    return {one["heading"]: one["field"] for one in report.sheets[sheet]["mapping"]}


def xlsx(*sheets: tuple, hidden: tuple[str, ...] = (), options: dict | None = None) -> bytes:
    """Real .xlsx bytes."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True} | (options or {})) as made:
        days = made.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows, *merges in sheets:
            sheet = made.add_worksheet(name)
            for i, row in enumerate(rows):
                for j, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(i, j, cell, days)
                    elif cell is not None:
                        sheet.write(i, j, cell)
            for top, left, bottom, right in merges[0] if merges else ():
                sheet.merge_range(top, left, bottom, right, rows[top][left])
            if name in hidden:
                sheet.hide()
    return target.getvalue()


def id_no(seed: int, born: str = "20150612", area: str = "110105") -> str:
    """An invented ID number with a right check digit (domain.md 8)."""
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    first = f"{area}{born}{seed:03d}"
    return (
        first
        + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(first, weights, strict=True)) % 11]
    )
