"""An ID number cut over two columns (身份证号前14位 | 后4位) → whole in the first."""

import re
from dataclasses import replace

import pyarrow as pa

from care.ledgers.headers import Header
from care.ledgers.sheets import NUMBER, Sheet

FRONT = re.compile(r"^(?P<what>.*(?:身份|证件).*?)[（(]?前(?P<size>\d{1,2}|十四|六)位[)）]?$")
BACK = re.compile(r"^(?:.*(?:身份|证件).*?)?[（(]?后(?P<size>\d{1,2}|十二|四)位[)）]?$")
SIZES = {"十四": 14, "六": 6, "十二": 12, "四": 4}
WHOLE = (15, 18)


def with_whole_numbers(sheet: Sheet, header: Header) -> tuple[Sheet, Header]:
    """The sheet with both parts in the first column where their headings add up to a whole number; a cell of digits
    lost its noughts in front, which its heading's size gives back."""
    cells, paths = sheet.cells, list(header.paths)
    for j, (path, behind) in enumerate(zip(paths, paths[1:], strict=False)):
        if not path or not behind:
            continue
        leaf, after = "".join(path[-1].split()), "".join(behind[-1].split())
        leaf = leaf if FRONT.match(leaf) else "".join("".join(path).split())
        front, back = FRONT.match(leaf), BACK.match(after)
        if not front or not back or size(front) + size(back) not in WHOLE:
            continue
        firsts, lasts = (parts(cells, at, size(own)) for at, own in ((j, front), (j + 1, back)))
        whole = [
            one + other if i >= header.body else one
            for i, (one, other) in enumerate(zip(firsts, lasts, strict=True))
        ]
        cells = cells.set_column(cells.column_names.index(f"c{j}"), f"c{j}", pa.array(whole, pa.string()))
        cells = cells.drop_columns([f"k{j}"]) if f"k{j}" in cells.column_names else cells
        paths[j] = (*path[:-1], front["what"]) if FRONT.match("".join(path[-1].split())) else path[:-1]
        paths[j + 1] = ()
    if tuple(paths) == header.paths:
        return sheet, header
    return replace(sheet, cells=cells), replace(header, paths=tuple(paths))


def size(found: re.Match) -> int:
    return SIZES.get(found["size"]) or int(found["size"])


def parts(cells: pa.Table, j: int, length: int) -> list[str]:
    texts = ["".join(text.split()) for text in cells.column(f"c{j}").to_pylist()]
    kinds = cells.column(f"k{j}").to_pylist() if f"k{j}" in cells.column_names else [0] * len(texts)
    return [
        text.zfill(length) if kind == NUMBER and text.isdecimal() else text
        for text, kind in zip(texts, kinds, strict=True)
    ]
