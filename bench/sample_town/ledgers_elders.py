"""03 elders (the village roster without ID, the office list with ID), 05 extreme hardship."""

from __future__ import annotations

from pathlib import Path

from . import sheets
from .clock import TODAY, stream
from .model import (
    ELDER_GROUPS,
    GROUP_NAMES,
    Person,
    Town,
)
from .places import TOWN, VILLAGES
from .shapes import day_as, month_number, phone_as, sex, spaced, stray, team_as


def village_elders(town: Town, folder: Path) -> None:
    """BIFF8, one sheet a village, no ID; blank rows between the groups."""
    header = sheets.headings("序号 身份类别 组别 姓名 性别 年龄 联系电话 家庭住址 登记时间 备注")
    rng = stream("ledger elders")
    out = []
    for village in VILLAGES:
        rows: list = [[f"{TOWN}{village.name}三留守及独居老人信息登记表"], header]
        number = 0
        for group in (*ELDER_GROUPS, "left_behind_women"):
            people = [p for p in town.of_village(village.name) if group in p.groups and not p.shows_id]
            for p in sorted(people, key=lambda p: (p.team, p.pid)):
                number += 1
                rows.append(
                    [
                        number,
                        GROUP_NAMES[group],
                        team_as(VILLAGES.index(village), p.team),
                        stray(rng, spaced(p.name)),
                        sex(p.gender),
                        p.age,
                        phone_as(rng, p.phone),
                        p.address,
                        day_as("dots", p.groups[group]),
                        _remark(p),
                    ]
                )
            rows.append([""])
        out.append((village.name, rows[:-1], len(header)))
    sheets.save_xls(folder / "03 三留守及独居老人信息登记表.xls", out)


def _remark(p: Person) -> str:
    if p.died_on:
        return f"已故（{day_as('cn', p.died_on)}）"
    if p.left_on:
        return f"{day_as('cn', p.left_on)}{p.left_reason}"
    now = [a for a in p.absences if p.away(TODAY) and a.first <= TODAY]
    if now:
        word = {"hospital": "起住院", "work": "起外出务工", "relatives": "起外出投亲"}[now[0].reason]
        return day_as("cn", now[0].first) + word
    return ""


def elders_with_id(town: Town, folder: Path) -> None:
    """The civil affairs office's list of elders in special difficulty: those it knows with their ID."""
    header = sheets.headings(
        "序号 村（社区） 组别 老人姓名 性别 身份证号码 年龄 人员类别 健康状况 老人联系方式 现居住地 "
        "登记时间 备注"
    )
    rng = stream("ledger elders id")
    people = [p for p in town.people if p.in_any(ELDER_GROUPS) and p.shows_id and not p.left_on]
    rows = []
    for number, p in enumerate(people, 1):
        group = next(g for g in ELDER_GROUPS if g in p.groups)
        rows.append(
            (
                number,
                p.village,
                team_as(0, p.team),
                p.name,
                sex(p.gender),
                p.id_no,
                p.age,
                GROUP_NAMES[group],
                p.health,
                phone_as(rng, p.phone),
                p.address,
                p.groups[group],
                "",
            )
        )
    with sheets.workbook(folder / "03-2 特殊困难老年人台账.xlsx") as book:
        sheet = book.add_worksheet("台账")
        sheets.title(sheet, book.styles, "青溪镇特殊困难老年人台账", len(header))
        at = sheets.put_table(sheet, book.styles, 1, header, rows, {5: 21, 10: 26})
        sheets.put_row(sheet, book.styles, at, ("合计", f"{len(rows)}人"), "sum")


def hardship(town: Town, folder: Path) -> None:
    """Two header rows: the carer's three columns stand under one merged heading."""
    top = sheets.headings(
        "序号 行政村 组别 姓名 性别 身份证号 供养方式 生活自理能力 纳入月份 基本生活费用（元） "
        "照料护理费用（元） 供养机构 联系电话 家庭住址"
    )
    carer = ("照料人姓名", "与本人关系", "照料人电话")
    rng = stream("ledger hardship")
    people = [p for p in town.people if p.in_any(("hardship_home", "hardship_in_care")) and not p.left_on]
    with sheets.workbook(folder / "05 特困人员花名册.xlsx") as book:
        sheet, styles = book.add_worksheet("特困人员"), book.styles
        width = len(top) + len(carer) + 1
        sheets.title(sheet, styles, "青溪镇特困人员花名册", width)
        sheets.put_row(
            sheet,
            styles,
            1,
            ("填报单位：青溪镇人民政府（公章）", "", "", "", "", "", "填报日期：2026-01-15"),
            "line",
        )
        for column, text in enumerate((*top, "", "", "", "备注")):
            if not 14 <= column <= 16:
                sheet.merge_range(2, column, 3, column, text, styles["head"])
            sheet.set_column(column, column, {5: 21, 13: 26}.get(column, 11))
        sheet.merge_range(2, 14, 2, 16, "照料人", styles["head"])
        for column, text in enumerate(("姓名", "与本人关系", "联系电话"), 14):
            sheet.write_string(3, column, text, styles["head"])
        for at, p in enumerate(people, 4):
            sheets.put_row(sheet, styles, at, _hardship_row(rng, at - 3, p))
        at = len(people) + 4
        sheets.put_row(sheet, styles, at, ("总计", "", "", f"{len(people)}人"), "sum")
        sheets.put_row(sheet, styles, at + 1, ("制表人：", "", "", "审核人：", "", "", "负责人："), "line")


def _hardship_row(rng, number: int, p: Person) -> tuple:
    in_care = "hardship_in_care" in p.groups
    ability = "半自理" if p.disability and p.disability[1] <= 2 else "自理"
    since = p.groups["hardship_in_care" if in_care else "hardship_home"]
    carer = (
        ("", "", "")
        if in_care or p.pid % 5 == 0
        else (f"{p.name[0]}{'国芳' if p.pid % 2 else '小平'}", "侄女" if p.pid % 2 else "侄子", "")
    )
    return (
        number,
        p.village,
        team_as(1, p.team),
        p.name,
        sex(p.gender),
        p.id_no,
        "集中" if in_care else "分散",
        ability,
        month_number(since),
        980 if in_care else 860,
        240 if ability == "半自理" else 90,
        "青溪镇敬老院" if in_care else "",
        phone_as(rng, p.phone),
        p.address,
        *carer,
        "",
    )
