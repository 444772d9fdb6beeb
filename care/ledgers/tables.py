"""Layouts → tables for the checking SQL: a sheet's body, or all forms of one kind as rows of one table."""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as compute

from care.ledgers.alike import sameness
from care.ledgers.blocks import STAGE, stage_above
from care.ledgers.headers import SERIAL
from care.ledgers.headings import meaning
from care.ledgers.problems import letter
from care.ledgers.recognising import Layout
from care.ledgers.surroundings import groups_in, item_in
from care.ledgers.vocabulary import Vocabulary
from care.ledgers.wide import Period

MANY = 24  # list sheets, from which on those of one layout are checked together


class Place(NamedTuple):
    """Where a value stood."""

    column: str
    heading: str


@dataclass(frozen=True)
class Table:
    """`cells` has n (row as the spreadsheet counts), s (which layout), c0 … and perhaps k0 …; `fields` column → field."""

    kind: str
    cells: pa.Table
    fields: dict[int, str]
    places: dict[int, Place]
    layouts: tuple[Layout, ...]
    periods: dict[int, Period]
    serial: tuple[int, ...]  # columns that number the rows
    width: int

    @property
    def one(self) -> Layout:
        return self.layouts[0]

    def spot(self, s: int, row: int, j: int | None, place: Place | None) -> tuple[int, Place | None]:
        """Where a problem stands: in a form, each value has a row and a column of its own."""
        layout = self.layouts[s]
        if j in layout.sheet.sources and place:
            down, columns = layout.sheet.sources[j]
            at = columns[min(max(row - 1 - layout.sheet.top, 0), len(columns) - 1)]
            return row + down, Place(letter(layout.sheet.left + at), place.heading)
        column = next((c for c in layout.columns if j in self.fields and c.field == self.fields[j]), None)
        if layout.shape != "form" or column is None:
            return row, place
        _, _, _, at, k = layout.pairs[column.at]
        return layout.sheet.top + at + 1, Place(letter(layout.sheet.left + k), place.heading)


def tables_of(layouts: list[Layout], words: Vocabulary) -> list[Table]:
    """One table a list sheet (of very many sheets, one for those of the same layout); forms of the same kind share
    one."""
    alike: dict[object, list[Layout]] = {}
    rosters = 0  # so far in the file: they may say where people of a sheet below them live (see homes.py)
    for number, layout in enumerate(layouts):
        if layout.shape != "form":
            same = number
            if len(layouts) > MANY:
                same = sameness(layout, words), rosters if layout.periods else 0
            alike.setdefault(same, []).append(layout)
        rosters += layout.kind == "roster"
    found = [joined([table_of_list(layout, words) for layout in some]) for some in alike.values()]
    for kind in dict.fromkeys(layout.kind for layout in layouts if layout.shape == "form"):
        found.append(
            table_of_forms(kind, [one for one in layouts if one.shape == "form" and one.kind == kind])
        )
    return found


def joined(tables: list[Table]) -> Table:
    """Tables of the same layout below each other; `s` says which layout a row is of."""
    if len(tables) == 1:
        return tables[0]
    numbered = [
        table.cells.set_column(
            table.cells.column_names.index("s"),
            "s",
            pa.array(np.full(table.cells.num_rows, s, dtype=np.int32)),
        )
        for s, table in enumerate(tables)
    ]
    cells = pa.concat_tables(numbered, promote_options="default")
    return replace(tables[0], cells=cells, layouts=tuple(table.one for table in tables))


def table_of_list(layout: Layout, words: Vocabulary) -> Table:
    sheet = layout.sheet
    body = sheet.cells.slice(layout.first_row - 1 - sheet.top)
    numbers = np.arange(layout.first_row, layout.first_row + body.num_rows, dtype=np.int32)
    cells = body.append_column("n", pa.array(numbers))
    cells = cells.append_column("s", pa.array(np.zeros(body.num_rows, dtype=np.int32)))
    for at, text in enumerate(layout.constants, sheet.width):
        cells = cells.append_column(f"c{at}", pa.array([text] * body.num_rows, pa.string()))
    places = {c.at: Place(letter(sheet.left + c.at), c.heading.replace("\n", "")) for c in layout.columns}
    places |= {
        j: Place(letter(sheet.left + j), period_name(one, layout.paths[j]))
        for j, one in layout.periods.items()
    }
    fields = {c.at: c.field for c in layout.columns if c.field}
    said, above = said_of_blocks(layout, words)
    for field, at in twofold(layout, words).items():
        more = sum(name[0] == "c" for name in cells.column_names)
        cells = cells.append_column(f"c{more}", cells.column(f"c{at}"))
        fields[more], places[more] = field, places[at]
    if said:
        at = sum(name[0] == "c" for name in cells.column_names)
        for n, text in enumerate(above):  # each block's own, where with_blocks looks for it
            cells = cells.append_column(f"c{at + n}", pa.array([text] * body.num_rows, pa.string()))
        fields[at] = said
        places[at] = places[next(c.at for c in layout.columns if c.field in ("name", "cash", *STAGE))]
    blocks = tuple(block | {at: at + n} if said else block for n, block in enumerate(layout.blocks, 1))
    return Table(
        layout.kind,
        with_blocks(cells, blocks, layout, sheet.width),
        fields,
        places,
        (layout,),
        layout.periods,
        tuple(c.at for c in layout.columns if c.field == "" and SERIAL.match(c.heading)),
        sheet.width,
    )


def twofold(layout: Layout, words: Vocabulary) -> dict[str, int]:
    """Field → column of an address whose cells are villages: it says where somebody lives and where the row belongs."""
    if layout.blocks:
        return {}
    have = {c.field for c in layout.columns}
    found = {
        meaning((c.heading.split(" ")[-1],), layout.kind, words).field: c.at
        for c in layout.columns
        if c.field == "village" and c.how == "content" and c.heading
    }
    return {
        field: at
        for field, at in found.items()
        if field in ("address", "contact_place") and field not in have
    }


def said_of_blocks(layout: Layout, words: Vocabulary) -> tuple[str, list[str]]:
    """(field, what is said of it above each block): the group of lists side by side, the stages of a plan, the item of each
    sum of money; else ('', [])."""
    if items := items_above(layout, words):
        return "relief_item", items
    if groups := groups_above(layout, words):
        return "groups", groups
    if layout.kind != "plans" or not layout.blocks or any(c.field == "plan_stage" for c in layout.columns):
        return "", []
    first = min(layout.blocks[0])
    heads = {c.at: stage_above(c.heading) for c in layout.columns}
    stages = [heads.get(at, "") for at in (first, *(block[first] for block in layout.blocks))]
    return ("plan_stage", stages) if all(stages) else ("", [])


def items_above(layout: Layout, words: Vocabulary) -> list[str]:
    """Of sums of several schemes in one row (see schemes.py) the item that each names; the title's where it names none."""
    cash = next((one for one in layout.columns if one.field == "cash" and one.how == "scheme"), None)
    if cash is None or not layout.blocks:
        return []
    heads = {one.at: one.heading for one in layout.columns}
    return [item_in(heads[at], words) or "" for at in (cash.at, *(block[cash.at] for block in layout.blocks))]


def groups_above(layout: Layout, words: Vocabulary) -> list[str]:
    """Of lists side by side (留守老人 {姓名, 年龄}, 留守儿童 {姓名, 年龄}) the group that stands above each; else []."""
    fields = {c.field: c.at for c in layout.columns if c.field}
    if (
        "name" not in fields
        or not layout.blocks
        or any(one == "groups" or one.startswith("flag:") for one in fields)
    ):
        return []
    names = [fields["name"], *(block.get(fields["name"]) for block in layout.blocks)]
    above = [
        "".join(layout.paths[at][:-1]) if at is not None and at < len(layout.paths) else "" for at in names
    ]
    found = [groups_in(text, words) for text in above]
    return above if all(len(one) == 1 for one in found) else []


def with_blocks(cells: pa.Table, blocks: tuple[dict[int, int], ...], layout: Layout, width: int) -> pa.Table:
    """Repeated blocks of columns below each other: the second block's cells in the first one's columns. `width`: how
    many columns the sheet itself has."""
    if not blocks:
        return cells
    firsts = list(layout.blocks[0])
    further = [numbered(moved(cells, block), n) for n, block in enumerate(blocks, 1)]
    filled = [piece.filter(any_filled(piece, firsts)) for piece in further]
    own = own_rows(cells, firsts, layout.blocks, layout.kind != "contacts", width)
    return pa.concat_tables([numbered(cells.filter(own), 0), *filled], promote_options="default")


def numbered(cells: pa.Table, block: int) -> pa.Table:
    """`b` says which block a row was read from, so that its faults are told where they stand."""
    return cells.append_column("b", pa.array([block] * cells.num_rows, pa.int32()))


def own_rows(
    cells: pa.Table, firsts: list[int], blocks: tuple[dict[int, int], ...], at_least: bool, width: int
) -> pa.ChunkedArray:
    """Rows of the first block: filled there; or not a record at all (a section, a total); or, with `at_least`,
    filled in no block: whoever got nothing is on the list all the same."""
    here = any_filled(cells, firsts)
    later = any_filled(cells, [j for block in blocks for j in block.values() if j >= 0])
    texts = [f"c{j}" for j in range(width)]
    count = compute.cast(compute.not_equal(cells.column(texts[0]), ""), pa.int16())
    for name in texts[1:]:
        count = compute.add(count, compute.cast(compute.not_equal(cells.column(name), ""), pa.int16()))
    kept = compute.invert(later) if at_least else compute.less_equal(count, 1)
    return compute.or_(here, compute.and_(kept, compute.invert(later)))


def moved(cells: pa.Table, block: dict[int, int]) -> pa.Table:
    for first, own in block.items():
        if own < 0:  # this block has no such column
            blank = pa.array([""] * cells.num_rows, pa.string())
            cells = cells.set_column(cells.column_names.index(f"c{first}"), f"c{first}", blank)
            continue
        for sort in ("c", "k"):
            here, there = f"{sort}{first}", f"{sort}{own}"
            if here in cells.column_names:
                values = (
                    cells.column(there)
                    if there in cells.column_names
                    else pa.array([1] * cells.num_rows, pa.int8())
                )
                cells = cells.set_column(cells.column_names.index(here), here, values)
            elif there in cells.column_names:
                cells = cells.append_column(here, cells.column(there))
    return cells


def any_filled(cells: pa.Table, columns: list[int]) -> pa.ChunkedArray:
    tests = [compute.not_equal(cells.column(f"c{j}"), "") for j in columns]
    found = tests[0]
    for test in tests[1:]:
        found = compute.or_(found, test)
    return found


def period_name(period: Period, path: tuple[str, ...]) -> str:
    if period.months > 1:
        return "".join(path)
    year = f"{period.year}年" if period.year else ""
    return f"{year}{period.month}月" + (f"{period.day}日" if period.day else "")


def table_of_forms(kind: str, layouts: list[Layout]) -> Table:
    """Fields become columns, sheets become rows."""
    names = list(dict.fromkeys(c.field for layout in layouts for c in layout.columns if c.field))
    at = {name: j for j, name in enumerate(names)}
    texts = [["" for _ in layouts] for _ in names]
    kinds = [[1 for _ in layouts] for _ in names]
    places: dict[int, Place] = {}
    for i, layout in enumerate(layouts):
        for column in layout.columns:
            if not column.field:
                continue
            _, text, cell_kind, _, j = layout.pairs[column.at]
            texts[at[column.field]][i], kinds[at[column.field]][i] = text, cell_kind
            places.setdefault(
                at[column.field], Place(letter(layout.sheet.left + j), column.heading.replace("\n", ""))
            )
    arrays = {f"c{j}": pa.array(column, pa.string()) for j, column in enumerate(texts)}
    arrays |= {f"k{j}": pa.array(column, pa.int8()) for j, column in enumerate(kinds)}
    arrays["n"] = pa.array([layout.first_row for layout in layouts], pa.int32())
    arrays["s"] = pa.array(range(len(layouts)), pa.int32())
    return Table(kind, pa.table(arrays), dict(enumerate(names)), places, tuple(layouts), {}, (), len(names))
