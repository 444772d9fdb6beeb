"""The shape in which every file leaves the reader: sheets of text cells, with the kind each cell had."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import pyarrow as pa

TEXT, NUMBER, DAY, BOOLEAN = 1, 2, 3, 4  # cell kinds; a column without a kind column is text throughout
HEAD_ROWS = 80  # rows kept as they stood, before merged cells were filled down


@dataclass(frozen=True)
class Merge:
    """A merged range, counted from 0 in the sheet's own rows and columns, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """One sheet. `cells` has text columns c0, c1 … (empty = '') and, where a column is mixed, kinds k0, k1 …

    Row i of `cells` is row `top` + i + 1 of the spreadsheet; column j is its column `left` + j.
    `head` holds the first rows unfilled, as (text, kind) pairs; in `cells` merged ranges are filled downwards.
    `sources`: of columns that recognition made out of others: how many rows further down, and in which column of
    the spreadsheet, each row's text stands.
    """

    name: str
    hidden: bool
    left: int
    cells: pa.Table
    head: tuple[tuple[tuple[str, int], ...], ...]
    merges: tuple[Merge, ...]
    top: int = 0
    sources: Mapping[int, tuple[int, Sequence[int]]] = field(default_factory=dict)

    @cached_property
    def width(self) -> int:
        return sum(1 for name in self.cells.column_names if name[0] == "c")

    @property
    def height(self) -> int:
        return self.cells.num_rows


def part_of(sheet: Sheet, first: int, last: int) -> Sheet:
    """Rows first … last-1 (from 0) of a sheet that holds several tables, as a sheet of its own."""
    merges = tuple(
        Merge(m.top - first, m.left, m.bottom - first, m.right)
        for m in sheet.merges
        if m.top >= first and m.bottom < last
    )
    head = sheet.head[first:last]
    missing = min(HEAD_ROWS, last - first) - len(head)
    if missing > 0:
        head = (*head, *rows_of(sheet, first + len(head), missing))
    return replace(
        sheet, cells=sheet.cells.slice(first, last - first), head=head, merges=merges, top=sheet.top + first
    )


def rows_of(sheet: Sheet, first: int, count: int) -> tuple[tuple[tuple[str, int], ...], ...]:
    """Some rows as (text, kind) pairs."""
    part = sheet.cells.slice(first, count)
    columns = [part.column(f"c{j}").to_pylist() for j in range(sheet.width)]
    kinds = [
        part.column(f"k{j}").to_pylist() if f"k{j}" in part.column_names else [TEXT] * part.num_rows
        for j in range(sheet.width)
    ]
    return tuple(
        tuple((columns[j][i] or "", kinds[j][i]) for j in range(sheet.width)) for i in range(part.num_rows)
    )


@dataclass(frozen=True)
class Workbook:
    file: str
    format: str
    encoding: str
    sheets: tuple[Sheet, ...]
