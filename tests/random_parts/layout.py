"""A plan → sheets of cells, the rows that must come back and the faults, each with its place."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

from tests.random_parts import body, habits, header, people
from tests.random_parts.above import above
from tests.random_parts.cells import BLANK, TODAY, Cell, Column, SheetPlan, Values
from tests.random_parts.plans import Plan
from tests.random_parts.table import write_body
from tests.random_parts.truth import Book, Cursor, shift


def lay_out(rng: random.Random, more: random.Random, plan: Plan, text_only: bool, one_sheet: bool) -> Book:
    """`text_only`: the format knows no merged cells; `one_sheet`: it has one sheet; `more`: for habits."""
    about = [plan.what]
    habits.before_layout(more, plan, about)
    columns = header.ordered(rng, plan.columns)
    depth = 1 if plan.bare_top and rng.random() < 0.9 else header.deepen(rng, columns)
    depth = max([depth, *(len(column.path) for column in columns)])
    serial = rng.random() < 0.7
    if serial:
        numbers = iter(range(1, 10_000))
        columns.insert(
            0,
            Column(
                "",
                (header.headings.decorate(rng, rng.choice(("序号", "序号", "编号"))),),
                lambda rng, values: ((lambda n: Cell(str(n), n))(next(numbers)), {}),
                "serial",
            ),
        )
    dittoed = plan.place == "column" and more.random() < 0.06
    if dittoed:
        plan.records.sort(key=lambda one: str(one["village"]))
    stacked = plan.place == "sheets" and not plan.school and more.random() < (0.6 if one_sheet else 0.15)
    plan.stacked = stacked
    book = Book([], about=[*about, f"place {'stacked' if stacked else plan.place}", f"depth {depth}"])
    if plan.place == "sheets" and one_sheet and not stacked:
        plan.place, plan.village = "title", plan.village or str(plan.records[0]["village"])
        if not plan.school:
            plan.records = [record for record in plan.records if record["village"] == plan.village]
    own = rng.choice((None, people.day_between(rng, latest(plan), TODAY)))
    book.ledger_on = own if not plan.bare_top else None
    for name, records in parts(plan):
        add_sheet(rng, plan, book, columns, depth, serial, name, records, text_only, not one_sheet, stacked)
    if stacked:
        stack(book)
    if dittoed:
        ditto(more, book, columns)
    if not one_sheet:
        add_strays(rng, book)
    habits.after_layout(more, book, text_only, workbook=not one_sheet)
    return book


def stack(book: Book) -> None:
    """All tables below each other on one sheet, each with its title and header."""
    first, at = book.sheets[0], 0
    grid: list[list[Cell]] = []
    merges, rows, faults = [], [], []
    for sheet in book.sheets:
        grid += [[BLANK] * len(first.grid[0])] if grid else []
        at = len(grid)
        grid += sheet.grid
        merges += [(a + at, b, c + at, d) for a, b, c, d in sheet.merges]
        rows += [
            replace(one, sheet=first.name, row=one.row + at) for one in book.rows if one.sheet == sheet.name
        ]
        faults += [
            replace(one, sheet=first.name, row=one.row + at) for one in book.faults if one.sheet == sheet.name
        ]
    name = "Sheet1"
    book.sheets = [replace(first, name=name, grid=grid, merges=merges)]
    book.rows = [replace(one, sheet=name) for one in rows]
    book.faults = [replace(one, sheet=name) for one in faults]


def ditto(more: random.Random, book: Book, columns: list[Column]) -> None:
    """同上 in the village column, below the same village."""
    at = next((j for j, column in enumerate(columns) if column.field == "village" and not column.merge), None)
    if at is None:
        return
    spoilt = {one.row for one in book.faults}
    places = sorted({one.row for one in book.rows if one.row} | spoilt)
    grid = book.sheets[0].grid
    runs = [grid[row - 1] for row in places if row not in spoilt]
    adjacent = all(b - a == 1 for a, b in zip(places, places[1:], strict=False))
    if adjacent and not spoilt:
        habits.ditto(more, runs, at)
        book.about.append("同上")


def latest(plan: Plan) -> date:
    """The last day that any record speaks of: nobody fills a form before what it tells of."""
    days = [
        value
        for record in plan.records
        for value in record.values()
        if isinstance(value, date) and value <= TODAY
    ]
    return max([date(2025, 10, 8), *days])


def parts(plan: Plan) -> list[tuple[str, list[Values]]]:
    """(sheet name, records): a sheet a village when the sheet's name says where they live."""
    if plan.place != "sheets":
        return [("Sheet1", sorted_records(plan))]
    if plan.school:
        return [(plan.school, plan.records)]
    by_village: dict[str, list[Values]] = {}
    for record in plan.records:
        by_village.setdefault(str(record["village"]), []).append(record)
    return list(by_village.items())


def sorted_records(plan: Plan) -> list[Values]:
    if plan.sections == "groups":
        return sorted(plan.records, key=lambda one: one["groups"])
    if plan.place == "section" or any(column.merge for column in plan.columns):
        return sorted(plan.records, key=lambda one: (str(one["village"]), str(one.get("head_id"))))
    return plan.records


def add_sheet(
    rng,
    plan: Plan,
    book: Book,
    columns: list[Column],
    depth: int,
    serial: bool,
    name: str,
    records: list[Values],
    text_only: bool,
    at_will: bool,
    stacked: bool = False,
) -> None:
    width = len(columns)
    top, merges = above(rng, plan, name, width, book.ledger_on)
    merging = not text_only and rng.random() < 0.85
    heads, more = header.header_rows(rng, columns, depth, merging)
    grid = [*top, *heads]
    merges += [(a + len(top), b, c + len(top), d) for a, b, c, d in more]
    if rng.random() < 0.06 and width > 4:
        grid.append([Cell(str(n), n) for n in range(1, width + 1)])
        book.about.append("numbered columns")
    made = body.written(rng, plan, columns, records)
    at = Cursor(grid, merges, plan, book, name, columns, text_only)
    write_body(rng, at, made, heads, serial)
    left = rng.choice((0, 0, 0, 0, 0, 1, 2)) if at_will else 0
    left = 0 if stacked else left
    shift(book, name, left)
    sheet = SheetPlan(
        name, grid, [] if text_only else [m for m in merges if (m[0], m[1]) != (m[2], m[3])], left=left
    )
    book.about.append("begins in another column" if left else "")
    book.sheets.append(sheet)


def add_strays(rng: random.Random, book: Book) -> None:
    """Empty sheets, a hidden list of words, a page of instructions."""
    if rng.random() < 0.3:
        book.sheets += [SheetPlan(name, []) for name in ("Sheet2", "Sheet3")]
    if rng.random() < 0.15:
        words = [
            [Cell("字典")],
            [Cell("是")],
            [Cell("否")],
            *[[Cell(one)] for one in ("低保对象", "特困人员", "留守儿童")],
        ]
        book.sheets.append(SheetPlan("字典", words, hidden=True))
    if rng.random() < 0.12:
        book.sheets.insert(
            0,
            SheetPlan(
                "填表说明",
                [
                    [Cell("填表说明")],
                    [Cell("1.请各村于每月5日前报送。")],
                    [Cell("2.身份证号码请设置为文本格式。")],
                ],
            ),
        )
