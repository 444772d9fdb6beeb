"""A name and a telephone in one cell (监护人及电话: 李秀英 13800138001) → a column of names and one of telephones."""

import re
from dataclasses import replace

import pyarrow as pa

from care.ledgers.headers import Header
from care.ledgers.sheets import Sheet

BOTH = re.compile(
    r"^(?P<who>[^（()）]{2,12}?)(?:姓名)?\s*(?:及|和|与|[、/,，+\n(（])\s*(?:其|联系|手机)?(?:电话(?:号码)?|联系方式|手机号?码?|方式)[)）]?$"
)
CELL = re.compile(
    r"^(?P<name>[\u3400-\u9fff·]{2,8})[\s:：(（,，、/]*(?P<phone>(?:\+?86)?1[3-9][\d\s-]{9,12}|0\d{2,3}[\s-]?\d{7,8}|[2-9]\d{6,7})\s*[)）]?$"
)
NAMES = {"姓名", "名字", "名单"}  # 姓名及电话: the row's own
LEAST = 0.4  # of the filled cells


def with_phones_apart(sheet: Sheet, header: Header) -> tuple[Sheet, Header]:
    """The sheet with the telephones of such columns behind its last column."""
    cells, paths, sources, width = sheet.cells, list(header.paths), dict(sheet.sources), sheet.width
    for j, path in enumerate(header.paths):
        heading = BOTH.match(path[-1].strip()) if path else None
        texts = cells.column(f"c{j}").to_pylist() if heading else []
        found = [CELL.match(text) if i >= header.body else None for i, text in enumerate(texts)]
        full = sum(1 for text in texts[header.body :] if text)
        if not heading or not full or sum(map(bool, found)) < LEAST * full:
            continue
        names = [one["name"] if one else text for one, text in zip(found, texts, strict=True)]
        phones = [one["phone"] if one else "" for one in found]
        cells = cells.set_column(cells.column_names.index(f"c{j}"), f"c{j}", pa.array(names, pa.string()))
        cells = cells.append_column(f"c{width}", pa.array(phones, pa.string()))
        paths[j] = (*path[:-1], heading["who"])
        paths.append((*path[:-1], f"{'联系' if heading['who'] in NAMES else heading['who']}电话"))
        sources[width] = (0, [j] * sheet.height)
        width += 1
    return replace(sheet, cells=cells, sources=sources), replace(header, paths=tuple(paths))
