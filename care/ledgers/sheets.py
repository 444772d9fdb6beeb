"""The shape in which every file leaves the reader: sheets of text cells, with the kind each cell had."""

from dataclasses import dataclass

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

    Row i of `cells` is row i+1 of the spreadsheet; column j is the spreadsheet's column `left` + j.
    `head` holds the first rows unfilled, as (text, kind) pairs; in `cells` merged ranges are filled downwards.
    """

    name: str
    hidden: bool
    left: int
    cells: pa.Table
    head: tuple[tuple[tuple[str, int], ...], ...]
    merges: tuple[Merge, ...]

    @property
    def width(self) -> int:
        return sum(1 for name in self.cells.column_names if name[0] == "c")

    @property
    def height(self) -> int:
        return self.cells.num_rows


@dataclass(frozen=True)
class Workbook:
    file: str
    format: str
    encoding: str
    sheets: tuple[Sheet, ...]
