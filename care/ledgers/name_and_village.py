"""A village before a name in one cell (河东村张大山, 河东村2组张大山) → the name, and the village in a column of its own."""

import re
from dataclasses import replace

import pyarrow as pa

from care.ledgers.headers import Header
from care.ledgers.name_and_more import of_persons
from care.ledgers.plain import plain
from care.ledgers.sheets import Sheet
from care.ledgers.units import stem
from care.ledgers.vocabulary import Vocabulary

BEFORE = re.compile(r"^.*(?:村|社区|单位|地址|组)[名别]?[及和与、/]?(?=姓名|名字)")
TEXT = re.compile(
    r"^([\u3400-\u9fff]{1,10}?(?:村民委员会|村委会|居委会|村|社区))((?:第?[一二三四五六七八九十\d]{1,2}(?:村民)?[组队社])?)"
    r"[\s,，、:：-]*([\u3400-\u9fff]{2,4})$"
)
SAMPLE, LEAST = 100, 0.6  # rows looked at first; of the filled cells


def with_villages_apart(
    sheet: Sheet, header: Header, words: Vocabulary, places: frozenset[str]
) -> tuple[Sheet, Header]:
    """The sheet with the village that stands before each name in a column behind its last."""
    for j, path in enumerate(header.paths):
        if not path or not has_villages(sheet, j, header.body, places):
            continue
        short = (*path[:-1], BEFORE.sub("", plain(path[-1])))
        if of_persons(short, words):
            return apart(sheet, replace(header, paths=swapped(header, j, short)), j, places)
    return sheet, header


def has_villages(sheet: Sheet, j: int, body: int, places: frozenset[str]) -> bool:
    full = [text for text in sheet.cells.column(f"c{j}").slice(body, SAMPLE).to_pylist() if text]
    return bool(full) and sum(parts(text, places) is not None for text in full) >= LEAST * len(full)


def parts(text: str, places: frozenset[str]) -> tuple[str, str] | None:
    """(village with its team, name) of a cell that holds both."""
    found = TEXT.match(text.strip()) if len(text) < 40 else None
    if found is None or stem(plain(found[1])) not in places:
        return None
    return found[1] + found[2], found[3]


def apart(sheet: Sheet, header: Header, j: int, places: frozenset[str]) -> tuple[Sheet, Header]:
    texts = sheet.cells.column(f"c{j}").to_pylist()
    found = [parts(text, places) if i >= header.body else None for i, text in enumerate(texts)]
    names = [one[1] if one else text for one, text in zip(found, texts, strict=True)]
    width = sheet.width
    cells = sheet.cells.set_column(
        sheet.cells.column_names.index(f"c{j}"), f"c{j}", pa.array(names, pa.string())
    )
    cells = cells.append_column(f"c{width}", pa.array([one[0] if one else "" for one in found], pa.string()))
    sources = dict(sheet.sources) | {width: (0, [j] * sheet.height)}
    return replace(sheet, cells=cells, sources=sources), replace(header, paths=(*header.paths, ("所在村",)))


def swapped(header: Header, j: int, path: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(path if at == j else one for at, one in enumerate(header.paths))
