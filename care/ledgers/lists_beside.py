"""Different lists side by side on one sheet, each with numbers of its own: each is read as a sheet of its own."""

from dataclasses import replace

from care.ledgers.headers import SERIAL, Header
from care.ledgers.headings import meaning
from care.ledgers.plain import plain
from care.ledgers.sheets import Merge, Sheet
from care.ledgers.vocabulary import Vocabulary

WHO = ("name", "head_name")


def lists_beside(sheet: Sheet, header: Header, words: Vocabulary) -> list[tuple[Sheet, Header]]:
    """(list, its header) from left to right: 序号, 姓名, 性别 beside 序号, 姓名, 电话. Lists of the same headings stay one
    table (blocks.py), as does what is no list of people: the rows of 序号, 姓名, 序号, 走访时间 belong together."""
    headed = [j for j, path in enumerate(header.paths) if path]
    starts = [j for j in headed if SERIAL.match(header.paths[j][-1])]
    if len(starts) < 2 or starts[0] != headed[0]:
        return [(sheet, header)]
    edges = list(zip([0, *starts[1:]], [*starts[1:], sheet.width], strict=True))
    lists = [[path for path in header.paths[first:last] if path] for first, last in edges]
    different = len({tuple(plain(path[-1]) for path in paths) for paths in lists}) > 1
    people = all(any(meaning(path, "roster", words).field in WHO for path in paths) for paths in lists)
    if not (different and people):
        return [(sheet, header)]
    return [
        (columns_of(sheet, first, last), replace(header, paths=header.paths[first:last]))
        for first, last in edges
    ]


def columns_of(sheet: Sheet, first: int, last: int) -> Sheet:
    """Columns first … last-1 (from 0) of a sheet as a sheet of its own."""
    names = {
        f"{sort}{j}": f"{sort}{j - first}"
        for j in range(first, last)
        for sort in "ck"
        if f"{sort}{j}" in sheet.cells.column_names
    }
    merges = tuple(
        Merge(m.top, m.left - first, m.bottom, m.right - first)
        for m in sheet.merges
        if m.left >= first and m.right < last
    )
    return replace(
        sheet,
        left=sheet.left + first,
        cells=sheet.cells.select(list(names)).rename_columns(list(names.values())),
        head=tuple(row[first:last] for row in sheet.head),
        merges=merges,
    )
