"""What was given named in one column and how many in another (发放物品: 棉被 | 数量: 1床) → a column for each sort."""

import re
from dataclasses import replace

import pyarrow as pa

from care.ledgers.headers import Header
from care.ledgers.plain import plain
from care.ledgers.sheets import Sheet
from care.ledgers.vocabulary import Vocabulary

ITEM = re.compile("^(?:发放|救助|慰问|领取|捐赠)?(?:物品|物资|品名|实物)(?:名称|种类|类别)?$")
COUNT = re.compile("^(?:发放|领取)?(?:数量|件数|个数)$")
KEPT = ("quilts", "coats")


def with_goods(sheet: Sheet, header: Header, words: Vocabulary) -> tuple[Sheet, Header]:
    """The sheet with columns of quilts and coats behind its last, where every row names one sort and its number."""
    leaves = [plain(path[-1]) if path else "" for path in header.paths]
    items = [j for j, leaf in enumerate(leaves) if ITEM.match(leaf)]
    counts = [j for j, leaf in enumerate(leaves) if COUNT.match(leaf)]
    if len(items) != 1 or len(counts) != 1 or counts[0] != items[0] + 1:
        return sheet, header
    cells, paths, sources, width = sheet.cells, list(header.paths), dict(sheet.sources), sheet.width
    named = cells.column(f"c{items[0]}").to_pylist()
    sorts = [words.exact.get(plain(text)) if i >= header.body else None for i, text in enumerate(named)]
    counted = cells.column(f"c{counts[0]}").to_pylist()
    for field in KEPT:
        if field not in sorts:
            continue
        said = [count if own == field else "" for own, count in zip(sorts, counted, strict=True)]
        cells = cells.append_column(f"c{width}", pa.array(said, pa.string()))
        paths.append((words.fields[field]["headings"][0],))
        sources[width] = (0, [counts[0]] * sheet.height)
        width += 1
    both = [  # 大米 | 2袋 is told as one
        "" if own in KEPT else text + count if text and count and i >= header.body else text
        for i, (text, count, own) in enumerate(zip(named, counted, sorts, strict=True))
    ]
    cells = cells.set_column(
        cells.column_names.index(f"c{items[0]}"), f"c{items[0]}", pa.array(both, pa.string())
    )
    return replace(sheet, cells=cells, sources=sources), replace(header, paths=tuple(paths))
