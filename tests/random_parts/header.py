"""Lays out headings: order of columns, one to three levels, merged parents."""

from __future__ import annotations

import random

from tests.random_parts import headings
from tests.random_parts.cells import BLANK, Cell, Column

Merge = tuple[int, int, int, int]
ORDER_LAST = ("note", "count")


def ordered(rng: random.Random, columns: list[Column]) -> list[Column]:
    """Blocks stay together, the person first and notes last; inside a block only what cannot be misread moves."""
    blocks: dict[str, list[Column]] = {}
    for column in columns:
        blocks.setdefault(column.block, []).append(column)
    if rng.random() < 0.5 and "person" in blocks:
        shuffle_person(rng, blocks["person"])
    names = [name for name in blocks if name not in ("person", "home", *ORDER_LAST)]
    rng.shuffle(names)
    first = [name for name in ("person", "home") if name in blocks]
    if "home" in blocks and rng.random() < 0.5:
        first.reverse()
    last = [name for name in ORDER_LAST if name in blocks]
    return [column for name in (*first, *names, *last) for column in blocks[name]]


def shuffle_person(rng: random.Random, block: list[Column]) -> None:
    """Villages and teams stay in front; grade stays before class."""
    movable = [
        column for column in block if column.field not in ("village", "team", "school", "grade", "class_name")
    ]
    rng.shuffle(movable)
    fixed = [column for column in block if column not in movable]
    block[:] = [*fixed, *movable]


def deepen(rng: random.Random, columns: list[Column]) -> int:
    """Put parents over blocks, or let a block's headings be bare beside its name. Returns the depth of the header."""
    depth = rng.choices((1, 2, 3), (62, 28, 10))[0]
    blocks: dict[str, list[Column]] = {}
    for column in columns:
        if len(column.path) == 1:
            blocks.setdefault(column.block, []).append(column)
    for name, block in blocks.items():
        if depth > 1 and name in headings.PARENTS and len(block) > 1 and rng.random() < 0.75:
            over = headings.decorate(rng, rng.choice(headings.PARENTS[name]))
            grand = (
                (rng.choice(headings.GRAND[name]),)
                if depth == 3 and name in headings.GRAND and rng.random() < 0.7
                else ()
            )
            for column in block:
                column.path = (*grand, over, relabelled(rng, column))
        elif name in ("helper", "guardian") and has_name_first(block) and rng.random() < 0.35:
            for column in block[1:]:
                if column.field not in ("helper_kind", "guardian_address"):  # a bare 类别 may be anybody's
                    column.path = (headings.leaf(rng, column.field),)
    return max(len(column.path) for column in columns)


def relabelled(rng: random.Random, column: Column) -> str:
    return headings.leaf(rng, column.field) if column.field in headings.LEAVES else column.path[-1]


def has_name_first(block: list[Column]) -> bool:
    return len(block) > 1 and block[0].field in ("helper_name", "guardian_name")


def header_rows(
    rng: random.Random, columns: list[Column], depth: int, merging: bool
) -> tuple[list[list[Cell]], list[Merge]]:
    """Rows of headings; a short path is merged down, a parent across. Rows count from 0 at the header's top."""
    grid = [[BLANK] * len(columns) for _ in range(depth)]
    merges: list[Merge] = []
    for j, column in enumerate(columns):
        at = depth - len(column.path) if len(column.path) > 1 else 0
        for level, text in enumerate(column.path):
            row = at + level
            if level == len(column.path) - 1:
                if row < depth - 1 and merging:
                    merges.append((row, j, depth - 1, j))
                grid[row][j] = Cell(text)
            elif (
                j == 0
                or columns[j - 1].path[: level + 1] != column.path[: level + 1]
                or len(columns[j - 1].path) != len(column.path)
            ):
                grid[row][j] = Cell(text)
                end = last_of(columns, j, level)
                if end > j and merging:
                    merges.append((row, j, row, end))
    return grid, merges


def last_of(columns: list[Column], first: int, level: int) -> int:
    """The last column under the parent that begins at `first`."""
    end = first
    while (
        end + 1 < len(columns)
        and columns[end + 1].path[: level + 1] == columns[first].path[: level + 1]
        and len(columns[end + 1].path) == len(columns[first].path)
    ):
        end += 1
    return end
