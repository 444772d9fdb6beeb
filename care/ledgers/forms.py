"""Vertical forms: a label and its value to the right, one person or household a sheet (domain.md 2.2, 2.7, 2.9)."""

import re
from functools import lru_cache

from care.ledgers.headers import Grid, grid_of
from care.ledgers.headings import meaning, parent_role
from care.ledgers.looks import NAME
from care.ledgers.plain import plain
from care.ledgers.sheets import Merge, Sheet
from care.ledgers.vocabulary import Vocabulary

INDICATOR = {"指标名称", "指标", "项目", "项目名称", "内容", "填报项目"}
AMOUNT = {"数量", "数值", "填报内容", "内容", "填报数据", "指标值", "情况", "填写内容", "数据"}
OPTIONS = re.compile(r"[√✓✔☑□■☐]|[(（]\s*[)）]")  # choices to tick are values, never labels
SENTENCE = re.compile("[，。；！？]")
COLON = re.compile(r"^\s*([^:：]{1,20})[:：]\s*(\S.*)$", re.S)
PLACE = re.compile(
    r"[^，。；！？]*(?:[村屯寨庄街镇乡校组社]|社区|居委会|村委会|小学|中学|园)\s*(?:[(（].*)?$"
)
SPEAKS = re.compile(r"\D[:：]")  # a further label within a value; 9:30 is none
BETWEEN = re.compile(r"\s+(?=[^\s:：]{1,12}[:：])")  # 监护人：莫海清  电话：18912340001
ALSO_VALUES = {
    "no",
    "号",
    "幼儿园",
    "学校",
    "小组",
    "班",
    "慰问",
    "走访",
    "帮扶",
    "其他",
    "组",
    "社",
    "镇",
    "乡",
    "学生",
    "儿童",
    "老人",
    "村",
    "结构",
}
ALSO_LABELS = {"电话", "微信"}  # that are ways of contact too; there they stand behind their label, see says
POSTS = {
    "儿童主任",
    "网格员",
    "班主任",
    "社工",
    "志愿者",
    "代理妈妈",
    "爱心妈妈",
    "代理家长",
}  # labels where somebody follows
RELATIONS = ("person", "head", "parent", "relative")
PERSONS_WORDS = ("relation", "position")
Cell = tuple[int, str, int]  # column, text, kind
Pair = tuple[tuple[str, ...], str, int, int, int]  # path of labels, value, kind, row, column


def is_form(sheet: Sheet, header_labels: int, words: Vocabulary) -> bool:
    """Different labels stand on many of the first rows with their values beside them, and not in one header row."""
    rows = [labels_with_value(row, words) for row in grid_of(sheet, fill=False)]
    seen: set[str] = set()
    rows_with = 0
    for labels in rows:
        rows_with += bool(labels - seen)
        seen |= labels
    return rows_with >= (3 if header_labels else 2) and len(seen) >= max(3, 1.4 * header_labels)


def of_pairs(row: list[tuple[str, int]], words: Vocabulary) -> bool:
    """Does a row consist of labels with their values?"""
    filled = sum(1 for text, _ in row if text.strip())
    return filled >= 4 and 2 * len(labels_with_value(row, words)) >= filled - 1


def labels_with_value(row: list[tuple[str, int]], words: Vocabulary) -> set[str]:
    """The labels that we keep which have a value, not another label, to their right."""
    cells = [(j, text.strip(), kind) for j, (text, kind) in enumerate(row) if text.strip()]
    return {plain(label[1]) for label, _ in label_values(cells, words) if is_kept((label[1],), words)}


def is_kept(path: tuple[str, ...], words: Vocabulary) -> bool:
    """A label that stands for a field, not 填报单位 and the like."""
    return any(meaning(path, kind, words).field for kind in words.ledgers)


@lru_cache(maxsize=20_000)
def is_label(text: str, words: Vocabulary) -> bool:
    """A listed heading or a composed one; values such as 户主 or 低保 are no labels."""
    if len(text) > 30 or not text.strip() or OPTIONS.search(text) or SENTENCE.search(text):
        return False
    short = plain(text)
    if short in words.exact:
        return short not in ALSO_VALUES
    if short in ALSO_LABELS:
        return True
    if short in words.groups or words.roles.get(short) in RELATIONS:
        return False
    if any(short in spelled for field, spelled in words.values.items() if field not in words.only):
        return False
    found = [meaning((text,), kind, words) for kind in words.ledgers]
    return any(one.field is not None and one.how != "group" for one in found)  # 空巢（与老伴同住） is a value


def pairs(sheet: Sheet, words: Vocabulary) -> list[Pair]:
    """Every label with its value."""
    grid = grid_of(sheet, fill=False)
    column = amount_column(grid)
    beside = side_parents(grid, sheet.merges, words)
    found: list[Pair] = []
    above: tuple[int, str] | None = None  # an unmerged parent at the left, and its column
    for at, row in enumerate(grid):
        cells = [(j, text.strip(), kind) for j, (text, kind) in enumerate(row) if text.strip()]
        if cells and above and cells[0][0] <= above[0]:
            above = None
        if len(cells) > 1 and parent_role(plain(cells[0][1]), words) and is_label(cells[1][1], words):
            above = (cells[0][0], cells[0][1])
            cells = cells[1:]
        if column is not None and cells and is_label(cells[0][1], words) and cells[0][0] < column:
            value, kind = row[column]
            found.append(((*beside.get((at, cells[0][0]), ()), cells[0][1]), value, kind, at, column))
            continue
        for (j, label, _), (k, value, kind) in label_values(cells, words):
            parents = beside.get((at, j), ()) or ((above[1],) if above else ())
            found.append(((*parents, label), value, kind, at, k))
        found += [
            (
                (*(beside.get((at, j), ()) or ((above[1],) if above else ())), label),
                *grid[at + 1][j],
                at + 1,
                j,
            )
            for j, label, _ in over_values(grid, at, cells, words)
            if beside.get((at, j)) or above
        ]
    return found


def over_values(grid: Grid, at: int, cells: list[Cell], words: Vocabulary) -> list[Cell]:
    """监护人 {姓名 | 关系 | 电话} with the values in the next row: the labels that have one below."""
    labels = [cell for cell in cells if is_label(cell[1], words)]
    if len(labels) < 2 or len(labels) < len(cells) or at + 1 >= len(grid):
        return []
    below = [cell for cell in labels if grid[at + 1][cell[0]][0].strip()]
    return below if not any(is_label(grid[at + 1][j][0].strip(), words) for j, _, _ in below) else []


def label_values(cells: list[Cell], words: Vocabulary) -> list[tuple]:
    """(label cell, value cell) along one row; '姓名：张三' in one cell is both."""
    found, label = [], None
    cells = [part for cell in cells for part in apart(cell, words)]
    if len(cells) > 1 and is_place(cells[0][1], words) and not is_label(cells[1][1], words):
        label, cells = cells[0], cells[1:]
    for n, cell in enumerate(cells):
        both = COLON.match(cell[1])
        own = is_label(cell[1], words) or is_post(cell[1], cells[n + 1 : n + 2], words)
        own = own and not (label and says(label[1], cell[1], words))
        if both and names_value(both[1], both[2], words):
            found.append(((cell[0], both[1], 1), (cell[0], both[2].strip(), 1)))
            label = None
        elif own or (label and begins_anew(label, cell, cells[n + 1 : n + 2], words)):
            label = cell
        elif label:
            found.append((label, cell))
            label = None
    return found


def is_post(text: str, following: list[Cell], words: Vocabulary) -> bool:
    """儿童主任 with a name beside it: what follows (联系电话) is not the child's."""
    return (
        plain(text) in POSTS
        and bool(following)
        and bool(NAME.match(re.sub(r"\s+", "", following[0][1])))
        and not is_label(following[0][1], words)
    )


def apart(cell: Cell, words: Vocabulary) -> list[Cell]:
    """核查日期：2025年10月15日   村：松岗村   组：2组 in one cell: each label with its value; what children say (孩子说：…
    爸爸说：…) stays together."""
    parts = BETWEEN.split(cell[1]) if cell[1].count(":") + cell[1].count("：") > 1 else []
    said = [COLON.match(part) for part in parts]
    if len(parts) < 2 or not all(one and not SPEAKS.search(one[2]) for one in said):
        return [cell]
    known = [names_value(one[1], one[2], words) for one in said]
    if not known[0] or not all(one or len(said[n][1].strip()) == 1 for n, one in enumerate(known)):
        return [cell]
    return [(cell[0], part, cell[2]) for part in parts]


def names_value(text: str, value: str, words: Vocabulary) -> bool:
    """A label, or 村 with a colon and a place behind it; 村：同意 approves."""
    if len(text.strip()) > 1:
        return is_label(text, words)
    return is_place(text, words) and bool(PLACE.match(BETWEEN.split(value)[0]))


def is_place(text: str, words: Vocabulary) -> bool:
    """学校, 村 at the head of a row: there it is a label, elsewhere it may be a value."""
    return words.types.get(words.exact.get(plain(text), ""), "") == "unit"


def says(label: str, text: str, words: Vocabulary) -> bool:
    """Values that otherwise are labels: 监护人 behind 与儿童关系, 村主任 behind 职务, 电话 behind 走访方式, 寄宿 behind 是否寄宿."""
    found = [meaning((label,), kind, words) for kind in words.ledgers]
    if plain(label).endswith("关系") or any(one.attribute in PERSONS_WORDS for one in found):
        return plain(text) not in words.attributes
    short = plain(text)
    fields = {one.field for one in found if one.field and one.field in words.fields}
    return any(
        short in words.values.get(field, ())
        or short in (*words.fields[field].get("yes", ()), *words.fields[field].get("no", ()))
        for field in fields
    )


def begins_anew(label: Cell, cell: Cell, following: list[Cell], words: Vocabulary) -> bool:
    """学校 far behind 身份证号, with its own value right beside it: what the label before it asks for was left blank."""
    return (
        plain(cell[1]) in ALSO_VALUES & words.exact.keys()
        and bool(following)
        and not is_label(following[0][1], words)
        and following[0][0] - cell[0] < cell[0] - label[0]
    )


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
