"""Finds the header of a sheet: which rows it takes and the path of headings over each column."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from care.ledgers.headings import meaning
from care.ledgers.plain import plain, without_brackets
from care.ledgers.sheets import DAY, NUMBER, TEXT, Merge, Sheet, rows_of
from care.ledgers.vocabulary import Vocabulary
from care.ledgers.wide import NTH, period_of

DEEPEST = 12  # a header starts within the first rows
LEVELS = 3
LEAST, SURE, NEARLY = 1.5, 2.5, 0.6  # a header; one that stands without being the best; how near to it
FEW = 6  # cells in a row of 填报单位 and the like
SAID = re.compile(r"^(?!其中)[^:：]{2,12}[:：]\s*\S")  # 填报日期：2026.1.20; 其中：残疾人 is a heading
MADE = re.compile(r"^(填报|填表|制表)(单位|日期|时间|人)")
UNIT = re.compile(r"^[(（][^()（）]{1,6}[)）]$")
SPOKEN = re.compile(r"[^\W\d_]")  # a letter or a Chinese character: 5、16 and × are no headings
LONGEST_CHILD = 12
LONGEST = (
    300  # letters of a heading that are read: a cell may hold 32,767, and each is held against all known ones
)
ANSWERS = {"是", "否", "有", "无", "v", "y", "n"}
Grid = list[list[tuple[str, int]]]
SERIAL = re.compile(r"\s*(序\s*号?|编\s*号|顺\s*号|no\.?)\s*$", re.I)  # what only counts the rows


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
    """The first block of one to three rows that is nearly as good as the best; None when no row looks like one."""
    grid = grid_of(sheet, fill=True)
    found: list[Header] = []
    for top in range(min(DEEPEST, len(grid))):
        depths = [
            n for n in range(1, min(LEVELS, len(grid) - top) + 1) if not cuts(sheet.merges, top, top + n)
        ]
        blocks = [scored(grid, top, depth, words) for depth in depths]
        own = max((one for one in blocks if one), key=lambda one: one.score, default=None)
        if own:
            found.append(own)
    best = max((one.score for one in found), default=0.0)
    if best < LEAST:
        return None
    first = next(one for one in found if one.score >= best - 0.01 or one.score >= max(SURE, NEARLY * best))
    chosen = max((one for one in found if first.top <= one.top < first.body), key=lambda one: one.score)
    return with_units(with_children(chosen, sheet, grid), grid)


def with_children(header: Header, sheet: Sheet, grid: Grid) -> Header:
    """A row whose texts all stand below headings that are merged sideways belongs to the headings, known or not."""
    at = header.body
    if at + 1 >= len(grid) or header.depth >= LEVELS or cuts(sheet.merges, header.top, at + 1):
        return header
    spanned = {
        j
        for m in sheet.merges
        if m.right > m.left and header.top <= m.top and m.bottom == at - 1
        for j in range(m.left, m.right + 1)
    }
    own = {j: cell for j, cell in enumerate(grid[at]) if cell[0].strip() and cell[0] != grid[at - 1][j][0]}
    short = all(
        kind == TEXT and SPOKEN.search(text) and len(text) <= LONGEST_CHILD and plain(text) not in ANSWERS
        for text, kind in own.values()
    )
    if len(own) < 2 or not own.keys() <= spanned or not short:
        return header
    return Header(header.top, header.depth + 1, paths_of(grid[header.top : at + 1]), header.score)


def with_units(header: Header, grid: Grid) -> Header:
    """A row of （人）（元）（万元） right below belongs to the headings."""
    row = [text.strip() for text, _ in grid[header.body]] if header.body < len(grid) else []
    own = [text if path and text != path[-1] else "" for text, path in zip(row, header.paths, strict=False)]
    if sum(map(bool, own)) < 2 or not all(UNIT.match(text) for text in own if text):
        return header
    paths = tuple(
        (*path[:-1], path[-1] + unit) if unit else path for path, unit in zip(header.paths, own, strict=True)
    )
    return Header(header.top, header.depth + 1, paths, header.score)


def cuts(merges: tuple[Merge, ...], first: int, after: int) -> bool:
    """Would a header of these rows cut a merged range in two?"""
    return any(m.top < first <= m.bottom or m.top < after <= m.bottom and m.top >= first for m in merges)


def scored_at(sheet: Sheet, row: int, words: Vocabulary) -> Header | None:
    """A header further down that begins at a row, or None."""
    rows = [list(one) for one in rows_of(sheet, row, LEVELS)]
    found = [scored(rows, 0, depth, words) for depth in range(1, len(rows) + 1)]
    best = max((one for one in found if one), key=lambda one: one.score, default=None)
    return Header(row, best.depth, best.paths, best.score) if best else None


def header_at(sheet: Sheet, top: int, depth: int) -> Header:
    """The header that a clerk pointed at."""
    top = min(top, len(sheet.head) - 1)
    grid = grid_of(sheet, fill=True)
    return Header(top, depth, paths_of(grid[top : top + depth]), 0.0)


def scored(grid: Grid, top: int, depth: int, words: Vocabulary) -> Header | None:
    block = grid[top : top + depth]
    if any(not any(text for text, _ in row) or is_said(row) or is_numbering(row) for row in block):
        return None
    if is_title(block[0]) or any(stray(above, row) for above, row in pairwise(block)):
        return None
    paths = paths_of(block)
    seen: set[tuple[str, ...]] = set()
    score = -0.4 * (depth - 1)
    for j, path in enumerate(paths):
        told = tuple(without_brackets(plain(text)) for text in path)
        if path and told not in seen:
            seen.add(told)
            score += weight(path, lowest(block, j), words)
    return Header(top, depth, paths, score)


def lowest(block: Grid, j: int) -> tuple[str, int]:
    """The cell of column j that stands right above the body."""
    return next((row[j] for row in reversed(block) if row[j][0]), ("", 1))


def is_title(row: list[tuple[str, int]]) -> bool:
    """One text at the row's beginning or over most of it, or nothing: no header begins there."""
    filled = [j for j, (text, _) in enumerate(row) if text.strip()]
    if len({row[j][0] for j in filled}) > 1 or len(row) < 3:
        return False
    return not filled or filled[0] == 0 or len(filled) > len(row) * 0.6 or len(row[filled[0]][0]) > 10


def stray(above: list[tuple[str, int]], row: list[tuple[str, int]]) -> bool:
    """A lone text below a heading that spans nothing is a section's name, no lower heading."""
    own = [j for j, (text, _) in enumerate(row) if text.strip() and text != above[j][0]]
    if len(own) != 1:
        return False
    spans = own[0] + 1 < len(row) and not above[own[0] + 1][0].strip()
    return bool(above[own[0]][0].strip()) and not spans


def is_said(row: list[tuple[str, int]]) -> bool:
    """填报单位：… 填报日期：… beside each other."""
    texts = [text for text, _ in row if text.strip()]
    return len(set(texts)) <= FEW and (
        any(SAID.search(text) for text in texts) or bool(MADE.search(texts[0]))
    )


def is_numbering(row: list[tuple[str, int]]) -> bool:
    """1 2 3 4 …: a row that numbers the columns."""
    texts = [text.strip() for text, _ in row]
    return len(texts) > 3 and texts[:4] == ["1", "2", "3", "4"]


def paths_of(block: Grid) -> tuple[tuple[str, ...], ...]:
    """Join the rows of a header; an unmerged parent also covers the blank cells to its right that have children."""
    rows = [[text.strip()[:LONGEST] for text, _ in row] for row in block]
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


@lru_cache(maxsize=20_000)
def weight(path: tuple[str, ...], leaf: tuple[str, int], words: Vocabulary) -> float:
    """How much a column's headings look like headings (and not like data)."""
    text, kind = leaf
    period = period_of(path)
    if kind in (NUMBER, DAY):
        return 0.3 if period else -1.0
    if period and len(path) > 1 and is_own_day(path):
        return -1.0
    if looks_like_data(text):
        return -1.0 if not period else 0.7
    if not period and not SPOKEN.search(text):
        return -1.0
    best = max((known(path, ledger, words) for ledger in words.ledgers), default=0.0)
    if not best and NTH.fullmatch(plain(text)):
        return 0.5
    if period and not best:
        return 0.7 if period.day is None else 0.3
    return best if best else -0.15


def is_own_day(path: tuple[str, ...]) -> bool:
    """2025.1.13 below 1月 is what was done in that month, no heading."""
    above, own = period_of(path[:-1]), period_of(path[-1:])
    return bool(above and above.month and own and own.month and own.day)


def known(path: tuple[str, ...], kind: str, words: Vocabulary) -> float:
    found = meaning(path, kind, words)
    if found.field is None:
        return 0.0
    if found.how == "group":
        return 0.6 if len(path) > 1 else 0.0  # 低保户 below 人员类别 is a heading, alone it may be a value
    if found.how == "parent":
        return 1.15  # a parent that says whose a heading is must not be lost
    return found.confidence * (0.6 if found.field == "" else 1.0)


def looks_like_data(text: str) -> bool:
    digits = sum(one.isdigit() for one in text)
    return digits >= 5 or len(text) > 40
