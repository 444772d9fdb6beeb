"""The rows of one table, with what offices put between and below them."""

from __future__ import annotations

import random

from tests.random_parts import body, people
from tests.random_parts.cells import BLANK, Cell
from tests.random_parts.groups import LISTS
from tests.random_parts.truth import Cursor, promise


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
