"""Forms that share a sheet: one below the other, or one a column (labels at the left, a person in each column)."""

import re

from care.ledgers import forms
from care.ledgers.forms import INDICATOR, Pair
from care.ledgers.headers import Grid, Header, grid_of, scored_at
from care.ledgers.headings import meaning
from care.ledgers.looks import DAY, NAME
from care.ledgers.parts import titles_above
from care.ledgers.plain import plain
from care.ledgers.sheets import Sheet, part_of, rows_of
from care.ledgers.vocabulary import Vocabulary

MOST_ROWS = 5_000
MOST_CARD = 100  # rows of one person's card
LABELS = re.compile("(?:情况|结论|意见|签字|签名|说明|备注|内容|措施|结果)$")
ALIKE = 0.6  # share of its labels that the second form must have in common with the first
Spot = tuple[int, str]  # column and plain label


def stacked(sheet: Sheet, words: Vocabulary) -> list[Sheet]:
    """One part a form; the sheet itself when its labels stand there once."""
    if sheet.height > MOST_ROWS:
        return [sheet]
    labels = spots(whole_grid(sheet), words)
    for at, found in sorted(labels.items()):
        for spot in found:
            rows = [row for row in sorted(labels) if spot in labels[row]]
            if rows[0] == at and len(rows) > 1 and alike(labels, rows):
                return cut(sheet, rows)
    return [sheet]


def whole_grid(sheet: Sheet) -> Grid:
    first = grid_of(sheet, fill=False)
    return [*first, *map(list, rows_of(sheet, len(first), sheet.height))]


def spots(grid: Grid, words: Vocabulary) -> dict[int, list[Spot]]:
    """Row → the labels with a value that stand in it and not, merged downwards, in the row above."""
    found = {}
    for at, row in enumerate(grid):
        cells = [(j, text.strip(), kind) for j, (text, kind) in enumerate(row) if text.strip()]
        own = [
            (label[0], plain(label[1]))
            for label, _ in forms.label_values(cells, words)
            if forms.is_kept((label[1],), words)
        ]
        above = {(j, plain(text)) for j, (text, _) in enumerate(grid[at - 1])} if at else set()
        if own := [spot for spot in own if spot not in above]:
            found[at] = own
    return found


def alike(labels: dict[int, list[Spot]], rows: list[int]) -> bool:
    """Do the pieces that begin at these rows ask for the same things?"""
    ends = [*rows[1:], max(labels) + 1]
    pieces = [
        {spot for row, found in labels.items() if first <= row < last for spot in found}
        for first, last in zip(rows, ends, strict=True)
    ]
    return len(pieces[0]) >= 3 and all(len(one & pieces[0]) >= ALIKE * len(pieces[0]) for one in pieces[1:])


def cut(sheet: Sheet, rows: list[int]) -> list[Sheet]:
    """Parts that begin with the titles above each of these rows."""
    tops = [0]
    for before, row in zip(rows, rows[1:], strict=False):
        tops.append(titles_above(sheet, row, before + 1)[0])
    return [part_of(sheet, first, last) for first, last in zip(tops, [*tops[1:], sheet.height], strict=True)]


def contacts_below(sheet: Sheet, words: Vocabulary, first: int = 2) -> Header | None:
    """The header of a table of contacts further down on a card, from row `first` on, with rows below it."""
    for row in range(first, min(sheet.height - 1, MOST_CARD)):
        cells = [text.strip() for text, _ in rows_of(sheet, row, 1)[0] if text.strip()]
        if len(cells) < 3 or not all(len(text) <= 12 for text in cells):
            continue
        fields = [meaning((text,), "contacts", words).field for text in cells]
        if "contact_on" in fields and sum(field is not None for field in fields) >= 0.6 * len(cells):
            found = scored_at(sheet, row, words)
            following = [text for text, _ in rows_of(sheet, row + 1, 1)[0] if DAY.match(text.strip())]
            if found and found.depth == 1 and following:
                return found
    return None


def members_below(sheet: Sheet, words: Vocabulary) -> tuple[Sheet, Header] | None:
    """The table of a household's members further down on its card (姓名, 与户主关系, 年龄), as a sheet of its own that ends
    where no name stands, and its header."""
    for row in range(2, min(sheet.height - 1, MOST_CARD)):
        cells = [text.strip() for text, _ in rows_of(sheet, row, 1)[0]]
        fields = [
            meaning((text,), "roster", words).field if text and len(text) <= 12 else "" for text in cells
        ]
        if not {"name", "relation_to_head"} <= set(fields):
            continue
        found = scored_at(sheet, row, words)
        at, last = fields.index("name"), row + 1
        while last < min(sheet.height, row + MOST_CARD) and is_member(rows_of(sheet, last, 1)[0], at, words):
            last += 1
        if found and found.depth == 1 and last > row + 1:
            return part_of(sheet, row, last), found
    return None


def is_member(row: list[tuple[str, int]], at: int, words: Vocabulary) -> bool:
    """A name and more beside it; 核查结论 with what was found is none."""
    short = re.sub(r"\s+", "", row[at][0])
    named = bool(NAME.match(short)) and not (LABELS.search(short) or forms.is_label(short, words))
    return named and sum(1 for text, _ in row if text.strip()) > 2


def by_column(grid: Grid, pairs: list[Pair], words: Vocabulary) -> list[list[Pair]]:
    """The pairs of each person where names stand in several columns beside one label; else just the pairs."""
    name = next((pair for pair in pairs if is_naming(pair[0], words)), None)
    if name is None:
        return [pairs]
    columns = [j for j in range(name[4], len(grid[name[3]])) if grid[name[3]][j][0].strip()]
    names = [re.sub(r"\s+", "", grid[name[3]][j][0]) for j in columns]
    if (
        len(columns) < 2
        or not all(map(NAME.match, names))
        or any(forms.is_label(one, words) for one in names)
    ):
        return [pairs]
    own = [pair for pair in pairs if pair[4] == name[4] and plain(pair[0][-1]) not in INDICATOR]
    if len(own) < 3:
        return [pairs]
    return [[at_column(grid, pair, k) for pair in own] for k in columns]


def at_column(grid: Grid, pair: Pair, k: int) -> Pair:
    """The same label's value in another column; a value said once for all stands in the first."""
    path, value, kind, row, first = pair
    others = [text for text, _ in grid[row][first + 1 :] if text.strip()]
    return (path, *grid[row][k], row, k) if others or k == first else (path, value, kind, row, first)


def is_naming(path: tuple[str, ...], words: Vocabulary) -> bool:
    return any(meaning(path, kind, words).field in ("name", "head_name") for kind in words.ledgers)
