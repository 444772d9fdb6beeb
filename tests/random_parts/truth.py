"""What a laid-out ledger must give back: rows and faults with their places."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tests.random_parts import body, people
from tests.random_parts.cells import Cell, Column, Fault, Row, SheetPlan, Values, letter
from tests.random_parts.plans import Plan


@dataclass
class Book:
    """What layout makes: sheets, truth, and words about it for a failing test's message."""

    sheets: list[SheetPlan]
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    ledger_on: date | None = None
    about: list[str] = field(default_factory=list)


@dataclass
class Cursor:
    """A sheet while it is written."""

    grid: list[list[Cell]]
    merges: list[tuple[int, int, int, int]]
    plan: Plan
    book: Book
    sheet: str
    columns: list[Column]
    text_only: bool


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
