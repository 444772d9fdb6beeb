"""25 winter-holiday visits with books and supplies; 27 the call books of the homes for pupils."""

from __future__ import annotations

from pathlib import Path

from . import sheets
from .model import Town
from .shapes import day_as


def holiday_visits(town: Town, folder: Path) -> None:
    header = sheets.headings(
        "序号 学校 班级 学生姓名 学籍号 家访教师 家访日期 赠书（册） 学习用品（份） 家访内容"
    )
    made = sorted(
        (c for c in town.contacts if c.ledger == "holiday"),
        key=lambda c: (c.day, c.person.school, c.person.class_name, c.person.pid),
    )
    rows = [
        (
            n,
            c.person.school,
            c.person.class_name,
            c.person.name,
            "G" + c.person.id_no,
            c.by,
            day_as("excel", c.day),
            c.books or "",
            c.supplies or "",
            c.text,
        )
        for n, c in enumerate(made, 1)
    ]
    with sheets.workbook(folder / "25 寒假家访送书记录.xlsx") as book:
        sheet = book.add_worksheet("寒假家访")
        sheets.title(sheet, book.styles, "青溪镇各校寒假家访送书记录", len(header))
        line = ("填报单位：各校德育处", *[""] * 6, "填报日期：2026年1月20日")
        sheets.put_row(sheet, book.styles, 1, line, "line")
        sheets.put_table(sheet, book.styles, 2, header, rows, {1: 16, 4: 22, 9: 40})


def calls(town: Town, folder: Path) -> None:
    rows = [["序号", "学校（村）", "活动类型", "开展时间", "通话人次", "负责人"]]
    for n, c in enumerate(town.calls, 1):
        rows.append([n, c.unit, "亲情通话", day_as("slash", c.day), c.calls, c.by])
    sheets.save_text(folder / "27 关爱之家亲情通话登记.csv", rows, "utf-8-sig")
