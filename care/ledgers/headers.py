"""Finds the header of a sheet: which rows it takes and the path of headings over each column."""

from dataclasses import dataclass

from care.ledgers.headings import meaning
from care.ledgers.plain import plain
from care.ledgers.sheets import DAY, NUMBER, Merge, Sheet
from care.ledgers.vocabulary import Vocabulary
from care.ledgers.wide import period_of

DEEPEST = 12  # a header starts within the first rows
LEVELS = 3
Grid = list[list[tuple[str, int]]]


@dataclass(frozen=True)
class Header:
    """Rows top … top+depth-1 (from 0); `paths[j]` is the headings over column j, topmost first (empty = none)."""

    top: int
    depth: int
    paths: tuple[tuple[str, ...], ...]
    score: float

    @property
    def body(self) -> int:
        return self.top + self.depth


def grid_of(sheet: Sheet, fill: bool) -> Grid:
    """The first rows as a square grid; with `fill`, every cell of a merged range shows the range's value."""
    grid = [[*row, *[("", 1)] * (sheet.width - len(row))] for row in sheet.head]
    if fill:
        for merge in sheet.merges:
            spread(grid, merge)
    return grid


def spread(grid: Grid, merge: Merge) -> None:
    if merge.top >= len(grid) or merge.left >= len(grid[0]):
        return
    value = grid[merge.top][merge.left]
    for row in grid[merge.top : merge.bottom + 1]:
        for j in range(merge.left, min(merge.right + 1, len(row))):
            row[j] = value


def find_header(sheet: Sheet, words: Vocabulary) -> Header | None:
    """The best scoring block of one to three rows, or None when no row looks like a header."""
    grid = grid_of(sheet, fill=True)
    best: Header | None = None
    for top in range(min(DEEPEST, len(grid))):
        for depth in range(1, LEVELS + 1):
            if top + depth > len(grid):
                break
            found = scored(grid, top, depth, words)
            if found and (best is None or found.score > best.score + 0.01):
                best = found
    return best if best and best.score >= 1.5 else None


def header_at(sheet: Sheet, top: int, depth: int, words: Vocabulary) -> Header:
    """The header that a clerk pointed at."""
    grid = grid_of(sheet, fill=True)
    return Header(top, depth, paths_of(grid[top : top + depth]), 0.0)


def scored(grid: Grid, top: int, depth: int, words: Vocabulary) -> Header | None:
    block = grid[top : top + depth]
    if any(is_title(row) for row in block):
        return None
    paths = paths_of(block)
    seen: set[tuple[str, ...]] = set()
    score = -0.4 * (depth - 1)
    for j, path in enumerate(paths):
        if path and path not in seen:
            seen.add(path)
            score += weight(path, lowest(block, j), words)
    return Header(top, depth, paths, score)


def lowest(block: Grid, j: int) -> tuple[str, int]:
    """The cell of column j that stands right above the body."""
    return next((row[j] for row in reversed(block) if row[j][0]), ("", 1))


def is_title(row: list[tuple[str, int]]) -> bool:
    """One text over the whole row, or nothing: no part of a header."""
    texts = {text for text, _ in row if text.strip()}
    return (
        not texts
        or (len(texts) == 1 and len(row) > 2 and sum(1 for text, _ in row if text.strip()) != 1)
        or (len(texts) == 1 and len(row) > 3 and len(next(iter(texts))) > 6)
    )


def paths_of(block: Grid) -> tuple[tuple[str, ...], ...]:
    """Join the rows of a header; an unmerged parent also covers the blank cells to its right that have children."""
    rows = [[text.strip() for text, _ in row] for row in block]
    for at, row in enumerate(rows[:-1]):
        carry_right(row, rows[at + 1])
    return tuple(path_of(column) for column in zip(*rows, strict=True))


def carry_right(row: list[str], below: list[str]) -> None:
    current = ""
    for j, text in enumerate(row):
        if text:
            current = text if below[j] and below[j] != text else ""
        elif below[j] and current:
            row[j] = current


def path_of(column: tuple[str, ...]) -> tuple[str, ...]:
    path: list[str] = []
    for text in column:
        if text and (not path or plain(text) != plain(path[-1])):
            path.append(text)
    return tuple(path)


def weight(path: tuple[str, ...], leaf: tuple[str, int], words: Vocabulary) -> float:
    """How much a column's headings look like headings (and not like data)."""
    text, kind = leaf
    period = period_of(path)
    if kind in (NUMBER, DAY):
        return 0.3 if period else -1.0
    if looks_like_data(text):
        return -1.0 if not period else 0.5
    best = max((known(path, ledger, words) for ledger in words.ledgers), default=0.0)
    if best == 0 and period:
        return 0.7
    return best if best else -0.15


def known(path: tuple[str, ...], kind: str, words: Vocabulary) -> float:
    found = meaning(path, kind, words)
    if found.field is None or found.how == "group":
        return 0.0
    return found.confidence * (0.6 if found.field == "" else 1.0)


def looks_like_data(text: str) -> bool:
    digits = sum(one.isdigit() for one in text)
    return digits >= 5 or len(text) > 40
