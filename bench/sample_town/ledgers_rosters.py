"""01 units, 02 children, 03 village elders (two files), 05 extreme hardship."""

from __future__ import annotations

from collections import defaultdict

from pathlib import Path

from . import sheets
from .clock import TODAY, stream
from .model import CHILD_GROUPS, ELDER_GROUPS, GROUP_NAMES, Person, Town
from .places import NUMERALS, SCHOOLS, TOWN, VILLAGES, classes_of
from .shapes import day_as, month_number, phone_as, sex, spaced, stray, team_as, wide_digits

_COLOURS = {"red": "红", "yellow": "黄", "blue": "蓝", "green": "绿", "": ""}


def units(town: Town, folder: Path) -> None:
    header = ("单位名称", "单位类型", "上级单位", "英文名", "责任人", "职务", "联系电话")
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
    header = ("序号", "所属村", "组别", "儿童姓名", "性别", "民族", "身份证号码", "年龄", "人员类别", "困境类别", "认定时间",
              "风险等级", "健康\n状况", "就学情况", "就读学校", "班级", "监护人姓名", "与儿童关系", "监护人联系电话",
              "受委托监护人姓名", "受委托监护人\n联系电话", "家庭住址", "退出时间", "退出原因", "备注")
    rng = stream("ledger children")
    by_village: dict[str, list[Person]] = defaultdict(list)
    for person in town.people:
        if person.in_any(CHILD_GROUPS):
            by_village[person.village].append(person)
    with sheets.workbook(folder / "02 留守儿童和困境儿童花名册.xlsx") as book:
        sheet, styles = book.add_worksheet("花名册"), book.styles
        sheets.title(sheet, styles, "青溪镇留守儿童和困境儿童花名册", len(header))
        sheets.put_row(sheet, styles, 1, ("填报单位：青溪镇民政办（盖章）", *[""] * 8, "填报日期：2026年1月20日"), "line")
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
        sheets.put_row(sheet, styles, at + 1, ("单位负责人：", "", "", "复核人：", "", "", "填表人：", "", "填表日期：2026年1月20日"), "line")
        sheets.put_row(sheet, styles, at + 3, ("说明：1.本表由村（居）儿童主任填报，镇民政办汇总。",), "line")
        sheets.put_row(sheet, styles, at + 4, ("      2.风险等级按红、黄、蓝、绿四色填写；退出人员保留至年底。",), "line")


def _child_row(rng, number: int, p: Person) -> tuple:
    groups = "、".join(GROUP_NAMES[g] for g in CHILD_GROUPS if g in p.groups)
    since = min(p.groups[g] for g in CHILD_GROUPS if g in p.groups)
    age = wide_digits(str(p.age)) if rng.random() < 0.03 else p.age
    return (number, p.village, team_as(p.pid % 2, p.team), stray(rng, p.name), sex(p.gender), "汉族", p.id_no, age, groups,
            p.difficulty, day_as("dots" if p.pid % 3 else "iso", since), _COLOURS[p.risk], p.health, p.schooling, p.school,
            p.class_name, p.guardian[0], p.guardian[1], phone_as(rng, p.guardian[2]), p.carer[0], p.carer[2],
            p.address, day_as("dots", p.left_on), p.left_reason, "寄宿" if p.boarding else "")


def village_elders(town: Town, folder: Path) -> None:
    """BIFF8, one sheet a village, no ID; blank rows between the groups."""
    header = ["序号", "身份类别", "组别", "姓名", "性别", "年龄", "联系电话", "家庭住址", "登记时间", "备注"]
    rng = stream("ledger elders")
    out = []
    for village in VILLAGES:
        rows: list = [[f"{TOWN}{village.name}三留守及独居老人信息登记表"], header]
        number = 0
        for group in (*ELDER_GROUPS, "left_behind_women"):
            people = [p for p in town.of_village(village.name) if group in p.groups and not p.shows_id]
            for p in sorted(people, key=lambda p: (p.team, p.pid)):
                number += 1
                rows.append([number, GROUP_NAMES[group], team_as(VILLAGES.index(village), p.team), stray(rng, spaced(p.name)),
                             sex(p.gender), p.age, phone_as(rng, p.phone), p.address,
                             day_as("dots", p.groups[group]), _remark(p)])
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
    header = ("序号", "村（社区）", "组别", "老人姓名", "性别", "身份证号码", "年龄", "人员类别", "健康状况", "老人联系方式",
              "现居住地", "登记时间", "备注")
    rng = stream("ledger elders id")
    people = [p for p in town.people if p.in_any(ELDER_GROUPS) and p.shows_id and not p.left_on]
    rows = []
    for number, p in enumerate(people, 1):
        group = next(g for g in ELDER_GROUPS if g in p.groups)
        rows.append((number, p.village, team_as(0, p.team), p.name, sex(p.gender), p.id_no, p.age, GROUP_NAMES[group],
                     p.health, phone_as(rng, p.phone), p.address, p.groups[group], ""))
    with sheets.workbook(folder / "03-2 特殊困难老年人台账.xlsx") as book:
        sheet = book.add_worksheet("台账")
        sheets.title(sheet, book.styles, "青溪镇特殊困难老年人台账", len(header))
        at = sheets.put_table(sheet, book.styles, 1, header, rows, {5: 21, 10: 26})
        sheets.put_row(sheet, book.styles, at, ("合计", f"{len(rows)}人"), "sum")


def hardship(town: Town, folder: Path) -> None:
    """Two header rows: the carer's three columns stand under one merged heading."""
    top = ("序号", "行政村", "组别", "姓名", "性别", "身份证号", "供养方式", "生活自理能力", "纳入月份", "基本生活费用（元）",
           "照料护理费用（元）", "供养机构", "联系电话", "家庭住址")
    carer = ("照料人姓名", "与本人关系", "照料人电话")
    rng = stream("ledger hardship")
    people = [p for p in town.people if p.in_any(("hardship_home", "hardship_in_care")) and not p.left_on]
    with sheets.workbook(folder / "05 特困人员花名册.xlsx") as book:
        sheet, styles = book.add_worksheet("特困人员"), book.styles
        width = len(top) + len(carer) + 1
        sheets.title(sheet, styles, "青溪镇特困人员花名册", width)
        sheets.put_row(sheet, styles, 1, ("填报单位：青溪镇人民政府（公章）", "", "", "", "", "", "填报日期：2026-01-15"), "line")
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
    carer = ("", "", "") if in_care or p.pid % 5 == 0 else (f"{p.name[0]}{'国芳' if p.pid % 2 else '小平'}", "侄亲", "")
    return (number, p.village, team_as(1, p.team), p.name, sex(p.gender), p.id_no, "集中" if in_care else "分散",
            ability, month_number(since), 980 if in_care else 860, 240 if ability == "半自理" else 90,
            "青溪镇敬老院" if in_care else "", phone_as(rng, p.phone), p.address, *carer, "")


