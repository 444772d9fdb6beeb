"""What stands behind a name in its cell (邓小兵（男）; 李云，女，8岁; 钱程（八年级1班）、马跃（七年级2班）) → columns of its own."""

import re
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as compute

from care.ledgers.headers import Header
from care.ledgers.headings import meaning
from care.ledgers.plain import plain, without_brackets
from care.ledgers.sheets import Sheet
from care.ledgers.spellings import group_of
from care.ledgers.units import CLASS, narrow
from care.ledgers.vocabulary import Vocabulary

BEHIND = re.compile(
    r"(?:姓名|名字)?(?:[及和与]|[、/,，+(（]).*(?:性别|年龄|班级?|类别|类型|身份|住址|村|证件号|证件|电话|手机|联系方式).*$"
)
NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]+·[\u3400-\u9fff·]+")
CUT = re.compile(r"[\s,，、/（）():：;；]+")
PERSONS = re.compile(r"[、,，;；/\n]\s*(?![^（(]*[)）])")  # outside brackets
SORTS = {
    "性别": re.compile("[男女]性?"),
    "年龄": re.compile(r"\d{1,3}周?岁"),
    "身份证号": re.compile(r"\d{17}[\dXx]|\d{15}"),
    "联系电话": re.compile(r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}"),
    "班级": CLASS,
    "所在村": re.compile(r"[\u3400-\u9fff]{1,6}(?:村|社区)(?:第?[一二三四五六七八九十\d]{1,2}组)?"),
}
KIND = "人员类别"
LONGEST = 500  # letters of a cell with people and what is said of them
LEAST = 0.6  # of the filled cells
Said = dict[str, str]  # 姓名 and what else was said of one person


def with_more_apart(sheet: Sheet, header: Header, words: Vocabulary) -> tuple[Sheet, Header]:
    """The sheet with what its names' cells say besides in columns behind its last."""
    for j, path in enumerate(header.paths):
        heading = of_persons(path, words) if path else ""
        if not heading:
            continue
        if not mostly_more(sheet.cells.column(f"c{j}")[header.body :]):
            continue
        texts = sheet.cells.column(f"c{j}").to_pylist()
        known = {text: persons_of(text, words) for text in set(texts[header.body :]) if text}
        found = [known.get(text, []) if i >= header.body else [] for i, text in enumerate(texts)]
        full = sum(1 for text in texts[header.body :] if text)
        told = sum(1 for persons in found if any(len(one) > 1 for one in persons))
        if full and told >= LEAST * full:
            return written(sheet, replace(header, paths=renamed(header, j, heading)), j, found)
    return sheet, header


def mostly_more(column: pa.ChunkedArray) -> bool:
    """Do enough cells have several parts? A quick look: a roll of one name a cell has none to be read."""
    each = compute.value_counts(column)
    texts, counts = each.field("values").to_pylist(), each.field("counts").to_pylist()
    full = parted = 0
    for text, count in zip(texts, counts, strict=True):
        full += count if text else 0
        parted += count if text and CUT.search(text.strip()) else 0
    return full > 0 and parted >= LEAST * full


def of_persons(path: tuple[str, ...], words: Vocabulary) -> str:
    """What a column of the rows' people is called without what else its cells say (姓名及性别 → 姓名); '' if it is none."""
    leaf = plain(path[-1])
    short = without_brackets(BEHIND.sub("", path[-1].strip()) or "姓名")
    for heading in (leaf, short):
        if any(
            meaning((*path[:-1], heading), kind, words).field in ("name", "head_name")
            for kind in words.ledgers
        ):
            return short
    return ""


def persons_of(text: str, words: Vocabulary) -> list[Said]:
    """The people of a cell; [] where some of it is neither a name nor one of SORTS."""
    if len(text) > LONGEST:
        return []
    whole = one_person(text, words)
    if whole:
        return [whole]
    found = [one_person(part, words) for part in PERSONS.split(text) if part.strip()]
    return [one for one in found if one] if all(found) else []


def one_person(text: str, words: Vocabulary) -> Said | None:
    name, *rest = [part for part in CUT.split(text.strip()) if part] or [""]
    if not NAME.fullmatch(name):
        return None
    said = {"姓名": name}
    for part in rest:
        sort = next((sort for sort, pattern in SORTS.items() if pattern.fullmatch(narrow(part))), "")
        sort = sort or (KIND if group_of(part, words) or part in words.fields["groups"]["no_group"] else "")
        if not sort or sort in said:
            return None
        said[sort] = part
    return said


def renamed(header: Header, j: int, heading: str) -> tuple[tuple[str, ...], ...]:
    return tuple((*path[:-1], heading) if at == j else path for at, path in enumerate(header.paths))


def written(sheet: Sheet, header: Header, j: int, found: list[list[Said]]) -> tuple[Sheet, Header]:
    """Column j with the names alone, and a column for each further sort that was said; cells not understood stay."""
    cells, paths, sources, width = sheet.cells, list(header.paths), dict(sheet.sources), sheet.width
    texts = cells.column(f"c{j}").to_pylist()
    names = [
        "、".join(one["姓名"] for one in persons) if persons else text
        for persons, text in zip(found, texts, strict=True)
    ]
    cells = cells.set_column(cells.column_names.index(f"c{j}"), f"c{j}", pa.array(names, pa.string()))
    cells = cells.append_column(f"c{width}", pa.array([""] * sheet.height, pa.string()))
    paths.append(())  # what follows is not of whom the last column names
    width += 1
    for sort in (*SORTS, KIND):
        if not any(sort in one for persons in found for one in persons):
            continue
        said = [
            "、".join(one.get(sort, "无") for one in persons) if any(sort in one for one in persons) else ""
            for persons in found
        ]
        cells = cells.append_column(f"c{width}", pa.array(said, pa.string()))
        paths.append((sort,))
        sources[width] = (0, [j] * sheet.height)
        width += 1
    return replace(sheet, cells=cells, sources=sources), replace(header, paths=tuple(paths))
