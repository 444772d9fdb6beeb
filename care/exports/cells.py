"""Cells of an idea's table as they are read on paper and slides."""

from functools import lru_cache

from care.briefing.piece import Cell, Table
from care.exports.excel import width_of
from care.words import LANGUAGES, NONE, percent, voice_without_definitions

SHARE = "[=1]0%;[=0]0%;0.0%"  # of native cells and labels: 100 % and 0 % as pages write them
NARROWEST, WIDEST = 6, 60  # characters of a column


def written(cell: Cell) -> str:
    """A float is a share, a number has its thousands parted."""
    if isinstance(cell, float):
        return percent(cell)
    return f"{cell:,}" if isinstance(cell, int) else NONE if cell is None else cell


def is_number(cell: Cell) -> bool:
    """Whether it stands at the right of its column; what stands for a hidden count does too."""
    return not isinstance(cell, str) or cell in (NONE, "", *_hidden())


@lru_cache(maxsize=1)
def _hidden() -> tuple[str, ...]:
    return tuple(voice_without_definitions(lang)("brief.hidden") for lang in LANGUAGES)


def widths(table: Table) -> list[int]:
    """Characters that each column needs, its heading too."""
    lines = [table.headings, *([written(cell) for cell in row] for row in table.rows)]
    return [
        min(max(max(width_of(line[at]) for line in lines) + 2, NARROWEST), WIDEST)
        for at in range(len(table.headings))
    ]
