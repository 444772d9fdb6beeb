"""19 activities of schools and villages, 20 homes for special-group pupils."""

from __future__ import annotations

from pathlib import Path

from . import sheets
from .model import Town
from .places import VILLAGE
from .shapes import day_as

_KINDS = {
    "monthly_activity": "月度活动",
    "lecture": "讲座",
    "class_meeting": "主题班会",
    "counselling": "心理辅导",
    "praise": "表彰",
}


def activities(town: Town, folder: Path) -> None:
    """One sheet for the schools (plan and day held beside each other), one for the villages."""
    header = sheets.headings(
        "序号 学校 班级 活动类型 活动名称 计划时间 开展时间 参加|人数 活动内容 负责人 备注"
    )
    school_rows = [
        (
            n,
            a.unit,
            a.room,
            _KINDS[a.kind],
            a.title,
            day_as("excel", a.planned),
            day_as("excel", a.held),
            a.reached or "",
            a.text,
            a.by,
            "" if a.held else "未开展",
        )
        for n, a in enumerate((a for a in town.activities if a.unit not in VILLAGE), 1)
    ]
    village_rows = [
        (n, a.unit, a.title, day_as("cn", a.held), a.reached, a.text, a.by)
        for n, a in enumerate((a for a in town.activities if a.unit in VILLAGE), 1)
    ]
    with sheets.workbook(folder / "19 关爱活动台账.xlsx") as book:
        sheet = book.add_worksheet("学校活动")
        sheets.title(sheet, book.styles, "青溪镇2025年秋季学期关爱特殊群体学生活动台账", len(header))
        sheets.put_table(sheet, book.styles, 1, header, school_rows, {1: 16, 4: 24, 8: 28})
        sheet = book.add_worksheet("村级活动")
        heads = sheets.headings("序号 举办单位 活动主题 活动时间 参加人数 活动内容 组织者")
        sheets.title(sheet, book.styles, "青溪镇村级儿童之家月度活动记录", len(heads))
        sheets.put_table(sheet, book.styles, 1, heads, village_rows, {2: 20, 5: 30})


def homes(town: Town, folder: Path) -> None:
    """Schools and villages in one column; both carers in one cell."""
    rows = [
        ["青溪镇留守儿童之家（关爱之家）建设情况台账"],
        ["填报单位：青溪镇民政办", "", "", "", "填报日期：2026年1月15日"],
        [
            "序号",
            "所在学校（村）",
            "名称",
            "启用时间",
            "是否开放",
            "亲情电话",
            "负责教师",
            "座位数（个）",
            "开放时间",
            "备注",
        ],
    ]
    for n, f in enumerate(town.facilities, 1):
        shown = "、".join(f.carers)
        state = "正常开放" if f.is_open else "闲置"
        rows.append(
            [
                n,
                f.unit,
                f.name,
                day_as("dots", f.opened),
                state,
                f.phone or "无",
                shown,
                f.places,
                f.hours,
                "",
            ]
        )
    sheets.save_xls(folder / "20 留守儿童之家台账.xls", [("关爱之家", rows, 10)])
