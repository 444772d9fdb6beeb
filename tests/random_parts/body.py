"""The rows of a table: records, and what offices put between, above and below them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tests.random_parts import faults, people
from tests.random_parts.cells import BLANK, Cell, Column, Values
from tests.random_parts.plans import Plan

FAULTY = 0.5  # share of ledgers that have faults at all


@dataclass
class Made:
    """One written record: its cells and what each column promises; `drop` = the row must not come back."""

    record: Values
    cells: list[Cell]
    backs: list[Values]
    wrong: list[tuple[int, str]] = field(default_factory=list)  # column, what
    drop: bool = False
    section: Values = field(default_factory=dict)


def written(rng: random.Random, plan: Plan, columns: list[Column], records: list[Values]) -> list[Made]:
    """Every record through every column's writer; then the faults."""
    made = []
    for record in records:
        pairs = [column.write(rng, record) for column in columns]
        made.append(Made(record, [cell for cell, _ in pairs], [back for _, back in pairs]))
    if made and rng.random() < FAULTY:
        for _ in range(rng.choice((1, 1, 2, 3))):
            spoil(rng, plan, columns, rng.choice(made))
    return made


def spoil(rng: random.Random, plan: Plan, columns: list[Column], one: Made) -> None:
    """Put one fault into one cell of a record that has none yet."""
    able = [j for j, column in enumerate(columns) if column.field and not column.merge]
    if one.wrong or not able:
        return
    for j in rng.sample(able, len(able)):
        if (
            columns[j].field == "name"
            and plan.kind == "contacts"
            and any(column.field == "id_no" for column in columns)
        ):
            continue  # the ID says who it is
        found = faults.of(rng, columns[j], one.record, plan.kind)
        if found is None or "members" in one.record and columns[j].field in ("name", "id_no"):
            continue
        cell, what, drop = found
        one.cells[j] = cell
        one.backs[j] = {columns[j].field: None}
        one.wrong.append((j, what))
        one.drop = drop
        return


def blank(width: int) -> list[Cell]:
    return [BLANK] * width


def total(
    rng: random.Random, columns: list[Column], made: list[Made], label: str, counted: int
) -> list[Cell]:
    """A 合计 / 小计 row: label in front, sums or counts in some columns."""
    cells = blank(len(columns))
    cells[rng.choice((0, 0, 1)) if len(columns) > 2 else 0] = Cell(label)
    for j, column in enumerate(columns[2:], 2):
        if column.field in ("cash", "quilts", "coats", "household_size", "goods_value"):
            amount = sum(float(one.record.get(column.field) or 0) for one in made)
            cells[j] = Cell(f"{amount:g}", amount)
    if rng.random() < 0.4 and len(columns) > 3 and not cells[2].text:
        cells[2] = Cell(rng.choice((f"{counted}人", f"共{counted}人", str(counted), f"{counted}户")))
    return cells


def feet(rng: random.Random, width: int) -> list[list[Cell]]:
    """Signatures and notes below a table."""
    found: list[list[Cell]] = []
    who = [people.name(rng) for _ in range(3)]
    roll = rng.random()
    if roll < 0.25:
        found.append(
            [Cell(f"单位负责人：{who[0]}        复核人：{who[1]}        填表人：{who[2]}"), *blank(width - 1)]
        )
    elif roll < 0.45:
        cells = blank(width)
        cells[0], cells[min(2, width - 1)] = Cell(f"负责人：{who[0]}"), Cell(f"填表人：{who[1]}")
        if width > 4:
            cells[4] = Cell("填表日期：2026年1月10日")
        found.append(cells)
    elif roll < 0.55:
        cells = blank(width)
        cells[0], cells[1] = Cell("审核人（签字）："), Cell(who[0])
        if width > 3:
            cells[3] = Cell("制表人：")
        found.append(cells)
    if rng.random() < 0.3:
        found.append(
            [
                Cell(
                    rng.choice(
                        (
                            "说明：1.本表一式两份，村、镇各存一份。",
                            "注：年龄计算截止2025年12月31日。",
                            "填表说明：本表由村（社区）填写。",
                        )
                    )
                ),
                *blank(width - 1),
            ]
        )
        if rng.random() < 0.4:
            found.append([Cell("2.“备注”栏填写需要说明的情况。"), *blank(width - 1)])
    if found and rng.random() < 0.6:
        found.insert(0, blank(width))
    return found


def example(
    rng: random.Random, columns: list[Column], record: Values, serial: int | None
) -> list[Cell] | None:
    """A template's example row that was left in; it says that it is one."""
    cells = [column.write(rng, record)[0] for column in columns]
    note = next((j for j, column in enumerate(columns) if column.field == "note"), None)
    named = next((j for j, column in enumerate(columns) if column.field in ("name", "head_name")), None)
    if serial is not None and rng.random() < 0.6:
        cells[serial] = Cell(rng.choice(("示例", "例", "样例", "例：", "（示例）")))
    elif note is not None and rng.random() < 0.6:
        cells[note] = Cell(rng.choice(("示例，请删除", "此行为示例", "样例行")))
    elif named is not None:
        cells[named] = Cell(rng.choice(("例：张三", "张三（示例）", "示例：李四")))
    else:
        return None
    return cells
