"""Cells of an idea's table as they are read on paper and slides."""

from care.briefing.piece import Cell
from care.words import NONE, percent


def written(cell: Cell) -> str:
    """A float is a share, a number has its thousands parted."""
    if isinstance(cell, float):
        return percent(cell)
    return f"{cell:,}" if isinstance(cell, int) else NONE if cell is None else cell


def is_number(cell: Cell) -> bool:
    """Whether it stands at the right of its column; a hidden small count (<5) does too."""
    return not isinstance(cell, str) or cell == NONE or cell.startswith("<")
