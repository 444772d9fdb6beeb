"""Choices spread over columns (性别 {男, 女}; 巡访方式 {上门, 电话, 视频}) with a tick in one → one column of words."""

from dataclasses import replace

import pyarrow as pa

from care.ledgers import looks
from care.ledgers.goods import with_goods
from care.ledgers.guardians import with_guardians
from care.ledgers.headers import Header
from care.ledgers.headings import meaning
from care.ledgers.monthly_sums import with_sums
from care.ledgers.name_and_more import with_more_apart
from care.ledgers.name_and_phone import with_phones_apart
from care.ledgers.numbers_in_two import with_whole_numbers
from care.ledgers.plain import plain
from care.ledgers.sheets import Sheet
from care.ledgers.spellings import YES
from care.ledgers.unfolding import turned, unfolded
from care.ledgers.vocabulary import Vocabulary
from care.ledgers.years import with_years

TICKS = ("√", "✓", "✔", "☑")


def gathered(sheet: Sheet, header: Header, words: Vocabulary) -> tuple[Sheet, Header]:
    """The sheet and header with each such run of columns written into its first one."""
    sheet, header = turned(*unfolded(*with_whole_numbers(sheet, header), words), words)
    sheet, header = with_years(*with_days(sheet, header), words)
    sheet, header = with_sums(*with_goods(sheet, header, words), words)
    sheet, header = with_more_apart(*with_phones_apart(sheet, header), words)
    sheet, header = with_guardians(sheet, header, words)
    paths, cells = list(header.paths), sheet.cells
    for run in [*runs(header.paths, words), *runs_of_kinds(header, cells, words)]:
        columns = [cells.column(f"c{j}").to_pylist() for j in run]
        bodies = [column[header.body :] for column in columns]
        if not all(looks.yes_no(body) or not any(body) for body in bodies) or not any(map(any, bodies)):
            continue
        leaves = [paths[j][-1].strip() for j in run]
        said = [
            "、".join(
                leaf
                for leaf, text in zip(leaves, row, strict=True)
                if plain(text) in YES or text in YES | {"1"}
            )
            for row in zip(*bodies, strict=True)
        ]
        at = cells.column_names.index(f"c{run[0]}")
        written = pa.array([*columns[0][: header.body], *said], pa.string())
        cells = cells.set_column(at, f"c{run[0]}", written)
        cells = cells.drop_columns([f"k{run[0]}"]) if f"k{run[0]}" in cells.column_names else cells
        paths[run[0]] = paths[run[0]][:-1] or ("走访方式",)
        for j in run[1:]:
            paths[j] = ()
    if tuple(paths) == header.paths:
        return sheet, header
    return replace(sheet, cells=cells), replace(header, paths=tuple(paths))


def with_days(sheet: Sheet, header: Header) -> tuple[Sheet, Header]:
    """年 | 月 | 日 in columns of their own → one column of days in the first."""
    paths, cells = list(header.paths), sheet.cells
    leaves = [plain(path[-1]) if path else "" for path in paths]
    for j in range(len(leaves) - 2):
        if leaves[j : j + 3] != ["年", "月", "日"]:
            continue
        columns = [cells.column(f"c{at}").to_pylist() for at in (j, j + 1, j + 2)]
        said = [
            f"{year}年{month}月{day}日" if year and month and day else year
            for year, month, day in zip(*columns, strict=True)
        ]
        written = pa.array([*columns[0][: header.body], *said[header.body :]], pa.string())
        cells = cells.set_column(cells.column_names.index(f"c{j}"), f"c{j}", written)
        cells = cells.drop_columns([f"k{j}"]) if f"k{j}" in cells.column_names else cells
        paths[j : j + 3] = [paths[j][:-1] or ("日期",), (), ()]
    if tuple(paths) == header.paths:
        return sheet, header
    return replace(sheet, cells=cells), replace(header, paths=tuple(paths))


def runs(paths: tuple[tuple[str, ...], ...], words: Vocabulary) -> list[list[int]]:
    """Neighbouring columns under one parent that asks for a choice, each headed by one of its words."""
    found: list[list[int]] = []
    for j, path in enumerate(paths):
        if not is_option(path, words):
            continue
        if found and found[-1][-1] == j - 1 and paths[j - 1][:-1] == path[:-1]:
            found[-1].append(j)
        else:
            found.append([j])
    return [run for run in found if len(run) > 1]


def runs_of_kinds(header: Header, cells: pa.Table, words: Vocabulary) -> list[list[int]]:
    """入户 | 电话 | 视频 beside each other with nothing but ticks below, and nothing above."""
    found: list[list[int]] = []
    for j, path in enumerate(header.paths):
        kind = words.values["contact_kind"].get(plain(path[-1])) if len(path) == 1 else None
        if kind is None or not set(cells.column(f"c{j}")[header.body :].to_pylist()) <= {"", *TICKS}:
            continue
        if found and found[-1][-1] == j - 1:
            found[-1].append(j)
        else:
            found.append([j])
    return [run for run in found if len(run) > 1]


def is_option(path: tuple[str, ...], words: Vocabulary) -> bool:
    if len(path) < 2:
        return False
    asked = {meaning(path[:-1], kind, words).field for kind in words.ledgers} - {None, ""}
    return any(plain(path[-1]) in words.values.get(field, ()) for field in asked)
