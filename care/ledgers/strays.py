"""A stray cell far to the right of a table would make hundreds of columns to recognise and check."""

from dataclasses import replace

import pyarrow.compute as compute

from care.ledgers.sheets import Sheet, Workbook

GAP = 20  # blank columns in a row that no table has inside
FEW = 5  # cells beyond such a gap that are no table


def without_strays(book: Workbook) -> Workbook:
    return replace(book, sheets=tuple(map(narrowed, book.sheets)))


def narrowed(sheet: Sheet) -> Sheet:
    """The sheet up to the first wide gap that has only a few cells to its right."""
    if sheet.width <= GAP:
        return sheet
    filled = [
        compute.sum(compute.not_equal(sheet.cells.column(f"c{j}"), "")).as_py() or 0
        for j in range(sheet.width)
    ]
    right, blank = sum(filled), 0
    for j, count in enumerate(filled):
        right -= count
        blank = 0 if count else blank + 1
        if blank == GAP and right <= FEW and j >= GAP:
            return cut(sheet, j - GAP + 1)
    return sheet


def cut(sheet: Sheet, width: int) -> Sheet:
    names = {f"{sort}{j}" for j in range(width) for sort in "ck"}
    return replace(
        sheet,
        cells=sheet.cells.select([name for name in sheet.cells.column_names if name in names]),
        head=tuple(row[:width] for row in sheet.head),
        merges=tuple(one for one in sheet.merges if one.left < width),
    )
