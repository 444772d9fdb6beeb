"""23 who answers for what: the town's groups, each village, two of the three schools."""

from __future__ import annotations

from pathlib import Path

from . import sheets
from .model import Town
from .places import TOWN, VILLAGES
from .schools import SCHOOLS

_SCHOOL_WITHOUT_GROUP = "青溪初级中学"


def responsibles(town: Town, folder: Path) -> None:
    header = sheets.headings("序号 单位 组织 姓名 职务 联系电话 负责事项")
    head, deputy, affairs, veterans = town.staff[TOWN]
    listed = [
        (TOWN, "领导小组", head, "全面负责"),
        (TOWN, "领导小组", deputy, "冬春救助、危房排查"),
        (TOWN, "领导小组办公室", affairs, "台账汇总、走访调度"),
        (TOWN, "督查组", veterans, "督促检查"),
        *((v.name, "责任人", town.staff[v.name][0], "本村特殊群体关爱工作") for v in VILLAGES),
        *(
            (s.name, "领导小组", town.staff[s.name][0], "学生关爱工作")
            for s in SCHOOLS
            if s.name != _SCHOOL_WITHOUT_GROUP
        ),
        *((s.name, "责任人", town.staff[s.name][1], "一人一档、家访") for s in SCHOOLS),
    ]
    rows = [
        (n, unit, body, name, post, phone, duty)
        for n, (unit, body, (name, post, phone), duty) in enumerate(listed, 1)
    ]
    with sheets.workbook(folder / "23 责任分工表.xlsx") as book:
        sheet = book.add_worksheet("责任分工")
        sheets.title(sheet, book.styles, "青溪镇关爱特殊群体工作责任分工表", len(header))
        line = ("填报单位：青溪镇人民政府", "", "", "", "填报日期：2025年11月3日")
        sheets.put_row(sheet, book.styles, 1, line, "line")
        sheets.put_table(sheet, book.styles, 2, header, rows, {1: 16, 6: 24})
