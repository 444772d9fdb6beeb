"""07: who is paired with whom."""

from __future__ import annotations

from pathlib import Path

from . import sheets
from .clock import stream
from .model import (
    Town,
)
from .shapes import stray, team_as


def pairings(town: Town, folder: Path) -> None:
    """Two header rows; 联系电话 and 职务 stand twice, for the unit's answerable person and for the helper."""
    parts = (
        ("序号", ()),
        ("帮扶对象", ("姓名", "身份证号码", "所属村", "组别")),
        ("责任单位", ("单位名称", "负责人", "职务", "联系电话")),
        ("结对帮扶责任人", ("姓名", "类型", "职务", "联系电话")),
        ("结对时间", ()),
        ("状态（1有效/0解除）", ()),
        ("解除时间", ()),
        ("解除原因", ()),
    )
    rng = stream("ledger pairings")
    with sheets.workbook(folder / "07 结对帮扶台账.xlsx") as book:
        sheet, styles = book.add_worksheet("结对帮扶"), book.styles
        sheets.title(sheet, styles, "青溪镇特殊群体结对帮扶台账", 17)
        sheets.put_row(
            sheet, styles, 1, ("填报单位：青溪镇关爱办", "", "", "", "", "填报日期：2026年1月20日"), "line"
        )
        column = 0
        for name, below in parts:
            if not below:
                sheet.merge_range(2, column, 3, column, name, styles["head"])
            else:
                sheet.merge_range(2, column, 2, column + len(below) - 1, name, styles["head"])
                for step, text in enumerate(below):
                    sheet.write_string(3, column + step, text, styles["head"])
            column += len(below) or 1
        sheet.set_column(0, 16, 12)
        sheet.set_column(2, 2, 21)
        order = sorted(town.pairings, key=lambda x: (x.person.village, x.person.pid, x.start))
        for at, pair in enumerate(order, 4):
            p, helper = pair.person, pair.helper
            chief = town.staff[helper.unit][0]
            sheets.put_row(
                sheet,
                styles,
                at,
                (
                    at - 3,
                    p.name,
                    p.id_no if p.shows_id else "",
                    p.village,
                    team_as(0, p.team),
                    helper.unit,
                    *chief,
                    stray(rng, helper.name),
                    helper.kind,
                    helper.position,
                    helper.phone,
                    pair.start,
                    0 if pair.end else 1,
                    pair.end or "",
                    pair.reason,
                ),
            )
