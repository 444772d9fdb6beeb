"""Habits that any ledger may have, whatever it holds. Each is drawn from a stream of its own (`more`)."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from tests.random_parts import headings, writing
from tests.random_parts.cells import BLANK, Cell, Column, Values
from tests.random_parts.plans import Plan
from tests.random_parts.truth import Book

DITTO = ("同上", "〃", "″", "”")
TOGETHER = ("村组", "所在村组", "村（社区）、组", "所属村组")


def before_layout(more: random.Random, plan: Plan, about: list[str]) -> None:
    """Changes of the plan: village and team in one column, months instead of days."""
    fields = {column.field: column for column in plan.columns}
    if {"village", "team"} <= fields.keys() and not fields["village"].merge and more.random() < 0.12:
        join_village_and_team(more, plan, fields)
        about.append("village and team in one")
    if plan.kind == "contacts" and "contact_on" in fields and more.random() < 0.06:
        fields["contact_on"].write = months_of(more)
        plan.fixed["contact_precision"] = "month"
        about.append("months only")


def join_village_and_team(more: random.Random, plan: Plan, fields: dict[str, Column]) -> None:
    form = more.choice(("{village}{team}", "{village}{chinese}组", "{village}第{chinese}组"))

    def write(rng: random.Random, values: Values) -> tuple[Cell, Values]:
        team = str(values["team"])
        text = form.format(village=values["village"], team=team, chinese=writing.chinese(int(team[:-1])))
        return Cell(text), {"team": team}

    plan.columns.remove(fields["team"])
    fields["village"].path = (headings.decorate(more, more.choice(TOGETHER)),)
    fields["village"].write = write
    fields["village"].field = "village and team"


def months_of(more: random.Random):
    habit = writing.months(more)

    def write(rng: random.Random, values: Values) -> tuple[Cell, Values]:
        cell, first = habit(rng, values["contact_on"])
        return cell, {"contact_on": first}

    return write


def after_layout(more: random.Random, book: Book, text_only: bool, workbook: bool) -> None:
    """Changes of the cells that leave their meaning: blank rows on top, ="…" around numbers, formulas, 同上."""
    if more.random() < 0.1:
        blank_rows_on_top(more, book)
    if text_only and more.random() < 0.15:
        each_cell(book, quoted_number)
        book.about.append('="…"')
    if workbook and more.random() < 0.15:
        each_cell(book, lambda cell: formula(more, cell))
        book.about.append("formulas")


def blank_rows_on_top(more: random.Random, book: Book) -> None:
    number = more.choice((1, 2))
    for sheet in book.sheets:
        width = max((len(row) for row in sheet.grid), default=0)
        sheet.grid[:0] = [[BLANK] * width for _ in range(number)] if sheet.grid else []
        sheet.merges = [(a + number, b, c + number, d) for a, b, c, d in sheet.merges]
    book.rows = [replace(row, row=None if row.row is None else row.row + number) for row in book.rows]
    book.faults = [replace(fault, row=fault.row + number) for fault in book.faults]
    book.about.append("blank rows on top")


def each_cell(book: Book, change) -> None:
    for sheet in book.sheets:
        sheet.grid[:] = [[change(cell) for cell in row] for row in sheet.grid]


def quoted_number(cell: Cell) -> Cell:
    """How web systems keep a spreadsheet from rounding long numbers: ="110105…"."""
    return Cell(f'="{cell.text}"') if re.fullmatch(r"\d{11,19}[Xx]?", cell.text) else cell


def formula(more: random.Random, cell: Cell) -> Cell:
    """A number that a formula worked out; its value is stored beside it."""
    plain = isinstance(cell.native, int) and not isinstance(cell.native, bool) and cell.native < 10_000
    return replace(cell, look="formula") if plain and more.random() < 0.5 else cell


def ditto(more: random.Random, rows: list[list[Cell]], at: int) -> None:
    """同上 instead of the village that stands above."""
    sign = more.choice(DITTO[:2])
    texts = [row[at].text for row in rows]
    for n in range(1, len(rows)):
        if texts[n] and texts[n] == texts[n - 1]:
            rows[n][at] = Cell(sign)
