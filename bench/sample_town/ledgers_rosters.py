"""01 units, 02 children."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from . import sheets
from .clock import stream
from .model import (
    CHILD_GROUPS,
    GROUP_NAMES,
    Person,
    Town,
)
from .places import TOWN, VILLAGES
from .schools import NUMERALS, SCHOOLS, classes_of
from .shapes import day_as, phone_as, sex, stray, team_as, wide_digits

_COLOURS = {"red": "红", "yellow": "黄", "blue": "蓝", "green": "绿", "": ""}


def units(town: Town, folder: Path) -> None:
    header = sheets.headings("单位名称 单位类型 上级单位 英文名 责任人 职务 联系电话")
    rows = [_unit(town, TOWN, TOWN, "镇", "", "Qingxi Town")]
    rows += [_unit(town, v.name, v.name, "村", TOWN, v.name_en) for v in VILLAGES]
    rows += [_unit(town, s.name, s.name, "学校", TOWN, s.name_en) for s in SCHOOLS]
    for school in SCHOOLS:
        for grade, room in classes_of(school):
            english = f"Grade {grade} Class {NUMERALS.find(room[-2]) if room[-2] in NUMERALS else room[-2]}"
            rows.append(_unit(town, f"{school.name}/{room}", room, "班级", school.name, english))
    with sheets.workbook(folder / "01 单位清单.xlsx") as book:
        sheet = book.add_worksheet("单位清单")
        sheets.put_table(sheet, book.styles, 0, header, rows, {0: 18, 3: 30, 6: 14})


def _unit(town: Town, key: str, name: str, kind: str, parent: str, english: str) -> tuple:
    return (name, kind, parent, english, *town.staff[key][0])


def children(town: Town, folder: Path) -> None:
    """Merged title, reporting lines, header, a 小计 row after each village, 合计, signatures, notes."""
    header = sheets.headings(
        "序号 所属村 组别 儿童姓名 性别 民族 身份证号码 年龄 人员类别 困境类别 认定时间 风险等级 "
        "健康|状况 就学情况 就读学校 班级 监护人姓名 与儿童关系 监护人联系电话 受委托监护人姓名 "
        "受委托监护人|联系电话 家庭住址 退出时间 退出原因 备注"
    )
    rng = stream("ledger children")
    by_village: dict[str, list[Person]] = defaultdict(list)
    for person in town.people:
        if person.in_any(CHILD_GROUPS):
            by_village[person.village].append(person)
    with sheets.workbook(folder / "02 留守儿童和困境儿童花名册.xlsx") as book:
        sheet, styles = book.add_worksheet("花名册"), book.styles
        sheets.title(sheet, styles, "青溪镇留守儿童和困境儿童花名册", len(header))
        sheets.put_row(
            sheet, styles, 1, ("填报单位：青溪镇民政办（盖章）", *[""] * 8, "填报日期：2026年1月20日"), "line"
        )
        at = sheets.put_table(sheet, styles, 2, header, (), {6: 21, 8: 24, 14: 16, 21: 26})
        sheet.set_row(2, 32)
        number = 0
        for village in VILLAGES:
            for person in by_village[village.name]:
                number += 1
                sheets.put_row(sheet, styles, at, _child_row(rng, number, person))
                at += 1
            sheets.put_row(sheet, styles, at, ("小计", "", "", f"{len(by_village[village.name])}人"), "sum")
            at += 1
        sheets.put_row(sheet, styles, at, ("合计", "", "", f"{number}人"), "sum")
        sheets.put_row(
            sheet,
            styles,
            at + 1,
            ("单位负责人：", "", "", "复核人：", "", "", "填表人：", "", "填表日期：2026年1月20日"),
            "line",
        )
        sheets.put_row(sheet, styles, at + 3, ("说明：1.本表由村（居）儿童主任填报，镇民政办汇总。",), "line")
        sheets.put_row(
            sheet, styles, at + 4, ("      2.风险等级按红、黄、蓝、绿四色填写；退出人员保留至年底。",), "line"
        )


def _child_row(rng, number: int, p: Person) -> tuple:
    groups = "、".join(GROUP_NAMES[g] for g in CHILD_GROUPS if g in p.groups)
    since = min(p.groups[g] for g in CHILD_GROUPS if g in p.groups)
    age = wide_digits(str(p.age)) if rng.random() < 0.03 else p.age
    return (
        number,
        p.village,
        team_as(p.pid % 2, p.team),
        stray(rng, p.name),
        sex(p.gender),
        "汉族",
        p.id_no,
        age,
        groups,
        p.difficulty,
        day_as("dots" if p.pid % 3 else "iso", since),
        _COLOURS[p.risk],
        p.health,
        p.schooling,
        p.school,
        p.class_name,
        p.guardian[0],
        p.guardian[1],
        phone_as(rng, p.guardian[2]),
        p.carer[0],
        p.carer[2],
        p.address,
        day_as("dots", p.left_on),
        p.left_reason,
        "寄宿" if p.boarding else "",
    )
