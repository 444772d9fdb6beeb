"""Vertical forms: a label and its value to the right, one person or household a sheet (domain.md 2.2, 2.7, 2.9)."""

import re

from care.ledgers.headers import Grid, grid_of
from care.ledgers.headings import meaning
from care.ledgers.plain import plain
from care.ledgers.sheets import Merge, Sheet
from care.ledgers.vocabulary import Vocabulary

INDICATOR = {"指标名称", "指标", "项目", "项目名称", "内容", "填报项目"}
AMOUNT = {"数量", "数值", "填报内容", "内容", "填报数据", "指标值", "情况", "填写内容", "数据"}
PLACEHOLDER = re.compile(r"^[_＿\s　]*$")
Pair = tuple[tuple[str, ...], str, int, int, int]  # path of labels, value, kind, row, column


def is_form(sheet: Sheet, header_labels: int, words: Vocabulary) -> bool:
    """Labels stand on many rows with their values beside them, and not in one header row."""
    if sheet.height > 200:
        return False
    grid = grid_of(sheet, fill=False)
    rows = [labels_with_value(row, words) for row in grid]
    total, rows_with = sum(rows), sum(1 for n in rows if n)
    return rows_with >= 3 and total >= max(3, 1.4 * header_labels)


def labels_with_value(row: list[tuple[str, int]], words: Vocabulary) -> int:
    """How many labels of a row have a value, not another label, to their right."""
    cells = [text for text, _ in row if text.strip()]
    return sum(
        1
        for one, after in zip(cells, cells[1:], strict=False)
        if is_label(one, words) and not is_label(after, words)
    )


def is_label(text: str, words: Vocabulary) -> bool:
    """A listed heading or a composed one; values such as 户主 or 低保 are no labels."""
    if len(text) > 30 or not text.strip():
        return False
    short = plain(text)
    if (
        short in words.groups
        or short in words.roles
        or any(short in spelled for spelled in words.values.values())
    ):
        return False
    return any(meaning((text,), kind, words).field is not None for kind in words.ledgers)


def pairs(sheet: Sheet, words: Vocabulary) -> list[Pair]:
    """Every label with its value."""
    grid = grid_of(sheet, fill=False)
    column = amount_column(grid)
    found: list[Pair] = []
    parents = side_parents(grid, sheet.merges, words)
    for at, row in enumerate(grid):
        label = None
        for j, (text, kind) in enumerate(row):
            if not text.strip():
                continue
            if label is None or is_label(text, words):
                label = (j, text.strip()) if is_label(text, words) else None
                if label and column is not None and j < column:
                    value, kind = row[column]
                    found.append(((*parents.get((at, j), ()), label[1]), value, kind, at, column))
                    label = None
                    break
                continue
            found.append(((*parents.get((at, label[0]), ()), label[1]), text, kind, at, j))
            label = None
    return found


def amount_column(grid: Grid) -> int | None:
    """The value column of an 指标名称 | 代码 | 计量单位 | 数量 form."""
    for row in grid[:12]:
        texts = [plain(text) for text, _ in row]
        if any(text in INDICATOR for text in texts):
            return next((j for j, text in enumerate(texts) if text in AMOUNT and j > 0), None)
    return None


def side_parents(
    grid: Grid, merges: tuple[Merge, ...], words: Vocabulary
) -> dict[tuple[int, int], tuple[str, ...]]:
    """A cell merged down several rows at the left (父亲) is the parent of the labels to its right."""
    found: dict[tuple[int, int], tuple[str, ...]] = {}
    for merge in merges:
        if merge.bottom == merge.top or merge.top >= len(grid):
            continue
        text = re.sub(r"\s+", "", grid[merge.top][merge.left][0])
        if text and not is_label(text, words) and len(text) <= 10:
            for at in range(merge.top, min(merge.bottom + 1, len(grid))):
                for j in range(merge.right + 1, len(grid[at])):
                    found[at, j] = (text,)
    return found
