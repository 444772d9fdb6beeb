"""A plan → sheets of cells, the rows that must come back and the faults, each with its place."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date

from tests.random_parts import body, header, people
from tests.random_parts.cells import BLANK, TODAY, Cell, Column, Fault, Row, SheetPlan, Values, letter
from tests.random_parts.groups import LISTS
from tests.random_parts.plans import Plan


@dataclass
class Book:
    """What layout makes: sheets, truth, and words about it for a failing test's message."""

    sheets: list[SheetPlan]
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    ledger_on: date | None = None
    about: list[str] = field(default_factory=list)


def lay_out(rng: random.Random, plan: Plan, text_only: bool, one_sheet: bool) -> Book:
    """`text_only`: the format knows no merged cells; `one_sheet`: it has one sheet."""
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
    book = Book([], about=[plan.what, f"place {plan.place}", f"depth {depth}"])
    if plan.place == "sheets" and one_sheet:
        plan.place, plan.village = "title", plan.village or str(plan.records[0]["village"])
        if not plan.school:
            plan.records = [record for record in plan.records if record["village"] == plan.village]
    own = rng.choice((None, people.day_between(rng, latest(plan), TODAY)))
    book.ledger_on = own if not plan.bare_top else None
    for name, records in parts(plan):
        add_sheet(rng, plan, book, columns, depth, serial, name, records, text_only, at_will=not one_sheet)
    if not one_sheet:
        add_strays(rng, book)
    return book


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


def above(
    rng: random.Random, plan: Plan, sheet: str, width: int, day: date | None
) -> tuple[list[list[Cell]], list[tuple[int, int, int, int]]]:
    """Title, 填报单位, 填报日期 and the like; [] for an export."""
    if plan.bare_top:
        return [], []
    rows: list[list[Cell]] = []
    merges = []
    merging = rng.random() < 0.75
    if rng.random() < 0.12:
        rows.append([Cell(rng.choice(("附件1", "附件2：", "附表1"))), *body.blank(width - 1)])
    where = {"title": plan.school or plan.village, "sheets": sheet}.get(
        plan.place, rng.choice(("", people.TOWN))
    )
    title = rng.choice(plan.titles).format(place=where)
    must = (
        day is not None
        or plan.place in ("title", "stated")
        or plan.kind in ("contacts", "relief")
        or "groups" in plan.fixed
    )
    if must or rng.random() < 0.8:
        rows.append([Cell(title), *body.blank(width - 1)])
        if merging and width > 1:
            merges.append((len(rows) - 1, 0, len(rows) - 1, width - 1))
    stated = (
        f"填报单位{rng.choice(('：', ':', '（盖章）：', ' (盖章): '))}{plan.school or plan.village or people.TOWN}{rng.choice(('', '（公章）'))}"
        if plan.place == "stated"
        else ""
    )
    said = (
        f"填报日期：{rng.choice((f'{day.year}年{day.month}月{day.day}日', day.isoformat(), f'{day.year}.{day.month}.{day.day}'))}"
        if day
        else ""
    )
    if stated and said and rng.random() < 0.5:
        rows.append([Cell(f"{stated}          {said}"), *body.blank(width - 1)])
    elif stated or said:
        cells = body.blank(width)
        cells[0], cells[-1] = Cell(stated or rng.choice(("", "单位：元、人"))), Cell(said)
        rows.append(cells if width > 1 else [Cell(stated or said)])
    elif rng.random() < 0.15:
        rows.append([*body.blank(width - 1), Cell("单位：人、元")])
    if rows and rng.random() < 0.1:
        rows.append(body.blank(width))
    return rows, merges


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
    shift(book, name, left)
    sheet = SheetPlan(
        name, grid, [] if text_only else [m for m in merges if (m[0], m[1]) != (m[2], m[3])], left=left
    )
    book.about.append("begins in another column" if left else "")
    book.sheets.append(sheet)


@dataclass
class Cursor:
    grid: list[list[Cell]]
    merges: list[tuple[int, int, int, int]]
    plan: Plan
    book: Book
    sheet: str
    columns: list[Column]
    text_only: bool


def write_body(
    rng: random.Random, at: Cursor, made: list[body.Made], heads: list[list[Cell]], serial: bool
) -> None:
    width, plan = len(at.columns), at.plan
    blanks, subtotals = (
        rng.random() < 0.2,
        rng.random() < 0.2 and plan.place in ("section", "column") and not plan.sections,
    )
    if rng.random() < 0.12 and plan.kind != "units":
        shown = body.example(
            rng,
            at.columns,
            made[0].record | people.person(rng, "any", "张三", str(made[0].record["village"])),
            0 if serial else None,
        )
        if shown:
            at.grid.append(shown)
            at.book.about.append("example row")
    section, start = None, len(at.grid)
    for number, one in enumerate(made):
        said = (
            str(one.record.get("village"))
            if plan.place == "section"
            else one.record["groups"][0]
            if plan.sections
            else None
        )
        if said and said != section:
            section = said
            at.grid.append(section_row(rng, at, said, number))
        if one.section or blanks and rng.random() < 0.1 and not any(column.merge for column in at.columns):
            at.grid.append(body.blank(width))
        at.grid.append(one.cells)
        promise(at, one, len(at.grid))
        if rng.random() < 0.01 and number > 3 and not any(column.merge for column in at.columns):
            at.grid.extend(heads)
            at.book.about.append("repeated header")
        if (
            subtotals
            and (number + 1 == len(made) or made[number + 1].record["village"] != one.record["village"])
            and rng.random() < 0.3
        ):
            at.grid.append(
                body.total(
                    rng, at.columns, made, rng.choice(("小计", f"{one.record['village']}小计", "小 计")), 3
                )
            )
            at.book.about.append("subtotal")
    merge_down(at, start, made)
    if rng.random() < 0.35:
        at.grid.append(
            body.total(
                rng, at.columns, made, rng.choice(("合计", "总计", "合  计", "合计：", "共计")), len(made)
            )
        )
        at.book.about.append("total")
    at.grid.extend(body.feet(rng, width))


def section_row(rng: random.Random, at: Cursor, said: str, number: int) -> list[Cell]:
    """A line of its own that speaks for the rows below it."""
    text = LISTS["mixed"].get(said, said)
    if at.plan.sections:
        text = rng.choice(
            (
                text,
                f"{'一二三四五六七八九十'[number % 10]}、{text}",
                f"（{'一二三四五六七八九十'[number % 10]}）{text}",
            )
        )
    cells = [Cell(text), *body.blank(len(at.columns) - 1)]
    if not at.text_only and rng.random() < 0.6:
        at.merges.append((len(at.grid), 0, len(at.grid), len(at.columns) - 1))
    return cells


def merge_down(at: Cursor, start: int, made: list[body.Made]) -> None:
    """Merge equal neighbours of the household's columns; the lower cells are emptied."""
    for j, column in enumerate(at.columns):
        if not column.merge or at.text_only:
            continue
        first = None
        rows = [(n, one) for n in range(start, len(at.grid)) for one in made if at.grid[n] is one.cells]
        for k, (n, one) in enumerate(rows):
            key = one.record["village"] if column.field == "village" else one.record["head_id"]
            before = None if k == 0 else rows[k - 1]
            old = before and (
                before[1].record["village"] if column.field == "village" else before[1].record["head_id"]
            )
            if before is None or key != old or before[0] != n - 1:
                first = n
                continue
            at.grid[n][j] = BLANK
            if at.merges and at.merges[-1][:2] == (first, j):
                at.merges[-1] = (first, j, n, j)
            else:
                at.merges.append((first, j, n, j))


def promise(at: Cursor, one: body.Made, row: int) -> None:
    """Note what the record just written at `row` (from 1) must give back."""
    for j, what in one.wrong:
        at.book.faults.append(Fault(at.sheet, row, str(j), what))
    if one.drop:
        return
    values: Values = dict(at.plan.fixed)
    flags: set[str] = set()
    for back in one.backs:
        for field_, value in back.items():
            if field_.startswith("flag:"):
                flags |= {field_[5:]} if value is True else set()
            else:
                values[field_] = value
    if any(column.field.startswith("flag:") for column in at.columns):
        values["groups"] = frozenset(flags)
    if at.plan.sections:
        values["groups"] = frozenset(one.record["groups"])
    unit = one.record.get("unit") or (
        None if "unit" in at.plan.unchecked else f"{people.TOWN}/{one.record['village']}"
    )
    for each in expanded(one, values):
        at.book.rows.append(Row(at.plan.kind, at.sheet, row, unit, each))


def expanded(one: body.Made, values: Values) -> list[Values]:
    """One line may hold several persons, or several contacts."""
    contacts = [entry for back in one.backs for entry in back.get("contacts", [])]
    if any("contacts" in back for back in one.backs):
        bare = {key: value for key, value in values.items() if key != "contacts"}
        return [bare | {"contact_on": day, "contact_precision": precision} for day, precision in contacts]
    if "members" in one.record:
        return [
            values | {"name": member["name"], "id_no": member["id_no"]} for member in one.record["members"]
        ]
    return [values]


def shift(book: Book, sheet: str, left: int) -> None:
    """Fault columns become letters, counted from where the table begins."""
    book.faults = [
        Fault(one.sheet, one.row, letter(int(one.column) + left), one.about)
        if one.sheet == sheet and one.column.isdigit()
        else one
        for one in book.faults
    ]


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
