"""What recognition knows and what it finds: corrections, its frame, layouts, sheets that are no ledgers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from care.ledgers.column import Column
from care.ledgers.problems import letter
from care.ledgers.sheets import Sheet
from care.ledgers.surroundings import Hints
from care.ledgers.vocabulary import Vocabulary
from care.ledgers.wide import Period


@dataclass(frozen=True)
class Correction:
    """What a clerk said of a layout: its kind, its header (first row from 1, number of rows), its columns' fields."""

    kind: str | None = None
    header: tuple[int, int] | None = None
    fields: Mapping[str, str] = field(default_factory=dict)  # heading → field ('' = leave out)


@dataclass(frozen=True)
class Frame:
    """What recognition knows beside the cells. `places`: plain names of units; `corrections`: by layout key."""

    file: str
    today: date
    words: Vocabulary
    places: frozenset[str] = frozenset()
    corrections: Mapping[str, Correction] = field(default_factory=dict)


@dataclass(frozen=True)
class Layout:
    """One table as understood. `shape`: list, wide or form; rows count from 1 as the spreadsheet does.

    `blocks`: for columns that repeat (第一次走访 …, lists side by side): first block's column → this block's.
    """

    sheet: Sheet
    key: str
    shape: str
    kind: str
    sure: bool
    header_rows: tuple[int, ...]
    first_row: int
    columns: tuple[Column, ...]
    periods: dict[int, Period]
    hints: Hints
    paths: tuple[tuple[str, ...], ...] = ()  # the headings over each column, as written
    blocks: tuple[dict[int, int], ...] = ()
    pairs: tuple = ()
    constants: tuple[str, ...] = ()  # said above for all rows: the columns behind the sheet's last

    def mapping(self) -> list[dict]:
        """The columns for the manifest and the clerk's page."""
        return [
            {
                "column": letter(self.sheet.left + column.at),
                "heading": column.heading,
                "field": column.field,
                "confidence": round(column.confidence, 2),
                "how": column.how,
            }
            for column in self.columns
        ]


@dataclass(frozen=True)
class Unread:
    """A sheet that is no ledger, and why: empty, no_header, no_kind, example, own_list (our own list of problems)."""

    sheet: Sheet
    why: str
    key: str = ""
