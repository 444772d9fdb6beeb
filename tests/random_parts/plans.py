"""A plan is a ledger before its layout: kind, title, columns and records with their truth."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.random_parts import headings, people, writing
from tests.random_parts.cells import BLANK, Cell, Column, Values

Spec = tuple[str, str, str]  # field, role of its heading, block


@dataclass
class Plan:
    """`place`: where the unit is said: column, sheets, title, stated, file, section, address, school, none.

    `fixed` comes back in every row; `unchecked` fields may hold anything; `sections` = the field that section rows say.
    """

    kind: str
    what: str
    titles: tuple[str, ...]
    columns: list[Column]
    records: list[Values]
    fixed: Values = field(default_factory=dict)
    unchecked: tuple[str, ...] = ()
    place: str = "column"
    village: str = ""
    school: str = ""
    year: int | None = None
    file: str = ""
    bare_top: bool = False  # an export: no title, header in row 1
    stacked: bool = False  # the villages' tables stand below each other on one sheet
    sections: str = ""


def place_of(rng: random.Random, records: list[Values], ways: tuple[str, ...]) -> tuple[str, str]:
    """(where the unit is said, the one village when all records must be of one)."""
    place = rng.choices(ways, [5 if way == "column" else 1 for way in ways])[0]
    if place in ("title", "stated", "file"):
        village = rng.choice(people.VILLAGES)
        for record in records:
            move(record, village)
        return place, village
    return place, ""


def move(record: Values, village: str) -> None:
    """Make a record one of this village."""
    old = record["village"]
    for key in ("address", "hukou_address"):
        if key in record:
            record[key] = str(record[key]).replace(old, village)
    record["village"] = village


def columns_of(
    rng: random.Random, specs: list[Spec], year: int | None = None, styles: dict[str, Callable] | None = None
) -> list[Column]:
    return [
        Column(
            name,
            (headings.heading(rng, name, role),),
            writer(rng, name, year, (styles or {}).get(name)),
            block,
        )
        for name, role, block in specs
    ]


def writer(rng: random.Random, name: str, year: int | None, style: Callable | None = None):
    """Writes a record's field by the column's habit; nothing known = a blank cell."""
    habit = style(rng) if style else habit_of(rng, name, year)

    def write(rng: random.Random, values: Values) -> tuple[Cell, Values]:
        value = values.get(name)
        if value in (None, "") and name not in ("phone", "guardian_phone"):
            return BLANK, {name: None}
        cell, back = habit(rng, value)
        return cell, {} if name in ("village", "school") else back if isinstance(back, dict) else {name: back}

    return write


NAMES = ("name", "head_name", "guardian_name", "helper_name", "contact_by", "responsible_name")
UNITS = {
    "age": "岁",
    "household_size": "人",
    "need_people": "人",
    "quilts": "床",
    "coats": "件",
    "minutes": "分钟",
}


def habit_of(rng: random.Random, name: str, year: int | None):
    if name in NAMES:
        return writing.names(rng)
    if name.endswith("phone"):
        return writing.phones(rng)
    if name in ("id_no", "head_id"):
        return writing.ids(rng)
    if name in ("student_no", "disability_no", "house_no"):
        return writing.codes(rng)
    if name == "since":
        return writing.months(rng) if rng.random() < 0.5 else writing.days(rng)
    if name == "birth_date":
        return writing.days(rng) if rng.random() < 0.85 else writing.months(rng)
    if name.endswith("_on") or name in ("away_from", "away_to"):
        return writing.days(rng, year, timed=name == "contact_on")
    if name in ("age", "household_size", "need_people", "quilts", "coats", "minutes", "built_year"):
        return writing.whole(rng, UNITS.get(name, ""))
    if name in ("cash", "goods_value", "subsidy"):
        return writing.money(rng)
    if name in writing.SPELLED:
        return writing.choices(rng, writing.SPELLED[name])
    if name in ("boarding", "lived_in") or name.startswith("flag:"):
        return writing.yes_no(rng)
    return {"team": writing.teams, "village": writing.villages}.get(name, writing.plain_text)(rng)


def some(rng: random.Random, specs: list[Spec], share: float) -> list[Spec]:
    """A random part of the optional columns, in their order."""
    return [spec for spec in specs if rng.random() < share]


def grouped(spelled: dict[str, str], several: bool):
    """Habit of a group column: one group, or a few joined by a sign."""

    def style(rng: random.Random):
        sign = rng.choice(("、", "，", ",", ";", " ", "/", "；", "\n", "|"))

        def write(rng: random.Random, value):
            groups = value if several else value[:1]
            return Cell(sign.join(spelled[one] for one in groups)), {"groups": frozenset(groups)}

        return write

    return style
