"""24 help plans by stage; 26 winter checks of key places."""

from __future__ import annotations

from pathlib import Path

from . import sheets
from .model import Town
from .places import VILLAGE
from .shapes import day_as

_KINDS = {"help_plan": "学习帮扶计划", "education_plan": "个别化教育计划"}


def plans(town: Town, folder: Path) -> None:
    header = sheets.headings(
        "序号 学校 班级 姓名 学籍号 计划类型 制定日期 帮扶内容 阶段 阶段完成时限 完成日期 责任教师 最近日记日期"
    )
    staged = [(plan, stage) for plan in town.plans for stage in plan.stages]
    rows = [
        (
            n,
            plan.person.school,
            plan.person.class_name,
            plan.person.name,
            "G" + plan.person.id_no,
            _KINDS[plan.kind],
            day_as("cn", plan.made),
            plan.text,
            stage.name,
            day_as("iso", stage.due),
            day_as("iso", stage.done),
            plan.by,
            day_as("dots", plan.diary),
        )
        for n, (plan, stage) in enumerate(staged, 1)
    ]
    with sheets.workbook(folder / "24 学生帮扶计划台账.xlsx") as book:
        sheet = book.add_worksheet("帮扶计划")
        sheets.title(sheet, book.styles, "青溪镇各校学生帮扶计划（教育计划）台账", len(header))
        line = ("填报单位：各校德育处", *[""] * 9, "填报日期：2026年1月19日")
        sheets.put_row(sheet, book.styles, 1, line, "line")
        sheets.put_table(sheet, book.styles, 2, header, rows, {1: 16, 4: 22, 7: 30, 8: 18})


def safety(town: Town, folder: Path) -> None:
    """One sheet for schools, one for villages."""
    header = sheets.headings(
        "序号 单位 重点部位 检查类别 检查日期 检查人 发现隐患 整改期限 整改完成日期 采取措施"
    )
    with sheets.workbook(folder / "26 冬季安全检查台账.xlsx") as book:
        for name, of_village in (("学校", False), ("村", True)):
            found = [c for c in town.safety if (c.unit in VILLAGE) == of_village]
            rows = [
                (
                    n,
                    c.unit,
                    c.place,
                    c.kind,
                    day_as("excel", c.day),
                    c.by,
                    c.fault or "无",
                    day_as("excel", c.due),
                    day_as("excel", c.mended),
                    c.text,
                )
                for n, c in enumerate(found, 1)
            ]
            sheet = book.add_worksheet(name)
            sheets.title(sheet, book.styles, f"青溪镇{name}冬季安全检查台账", len(header))
            line = ("填报单位：青溪镇人民政府", *[""] * 6, "填报日期：2026年1月20日")
            sheets.put_row(sheet, book.styles, 1, line, "line")
            sheets.put_table(sheet, book.styles, 2, header, rows, {1: 16, 2: 16, 6: 20, 9: 24})
