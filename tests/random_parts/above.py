"""What stands above a table: title, 填报单位, 填报日期, 单位：元."""

from __future__ import annotations

import random
from datetime import date

from tests.random_parts import body, people
from tests.random_parts.cells import Cell
from tests.random_parts.plans import Plan


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
        or plan.stacked
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
