"""What a random ledger is made of: cells, columns, sheets, the rows that must come back and the faults put in."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

TODAY = date(2026, 1, 20)


@dataclass(frozen=True)
class Cell:
    """One cell. `text` is what is seen; `native` (number, date, bool) is what a workbook stores, `look` its format."""

    text: str
    native: object = None
    look: str = ""


BLANK = Cell("")
Values = dict[str, object]  # canonical field → value
Writer = Callable[[random.Random, Values], tuple[Cell, Values]]


@dataclass
class Column:
    """A column: how its heading reads (parents first) and how a record is written into it."""

    field: str  # canonical field, 'flag:<group>', or '' for a column that no field takes
    path: tuple[str, ...]
    write: Writer
    block: str = ""
    merge: bool = False  # equal neighbours are merged downwards
    together: bool = False  # its bare heading is understood only beside its block


@dataclass
class Line:
    """A row of a sheet; a record has `values` (what must come back), junk has none."""

    cells: list[Cell]
    records: list[Values] = field(default_factory=list)
    unit_id: str | None = None
    merges: list[tuple[int, int]] = field(default_factory=list)  # (first column, last column)
    fault: str = ""


@dataclass
class SheetPlan:
    """A sheet before it is written. `merges`: top, left, bottom, right from 0."""

    name: str
    grid: list[list[Cell]]
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    left: int = 0


@dataclass(frozen=True)
class Row:
    """A row that must come back. `sheet`, `row` None = cannot be said (one-sheet formats, forms)."""

    kind: str
    sheet: str | None
    row: int | None
    unit_id: str | None
    values: Values


@dataclass(frozen=True)
class Fault:
    """A cell that must be reported: its letter and row as the spreadsheet counts."""

    sheet: str | None
    row: int | None
    column: str
    about: str


@dataclass(frozen=True)
class Ledger:
    """A file with its truth. `unchecked` fields may hold anything; `about` says how it was laid out."""

    seed: int
    name: str
    data: bytes
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    ledger_on: date | None
    unchecked: tuple[str, ...]
    about: str


def letter(column: int) -> str:
    """0 → A, 26 → AA."""
    text, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
