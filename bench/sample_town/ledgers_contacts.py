"""07 pairings, 08 village visits, 09 wide month sheet, 10 talks and home visits."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

from . import sheets
from .clock import MONTHS, stream
from .model import ELDER_GROUPS, Contact, Person, Town
from .places import SCHOOLS, TOWN, VILLAGE, VILLAGES
from .shapes import day_as, phone_as, sex, stray, team_as

_HALVES = (("2024年11-12月", date(2024, 11, 1), date(2024, 12, 31)),
           ("2025年上半年", date(2025, 1, 1), date(2025, 6, 30)),
           ("2025年下半年", date(2025, 7, 1), date(2025, 12, 31)))
_KEY = tuple[str, ...]


def pairings(town: Town, folder: Path) -> None:
    """Two header rows; 联系电话 and 职务 stand twice, for the unit's answerable person and for the helper."""
    parts = (("序号", ()), ("帮扶对象", ("姓名", "身份证号码", "所属村", "组别")),
             ("责任单位", ("单位名称", "负责人", "职务", "联系电话")),
             ("结对帮扶责任人", ("姓名", "类型", "职务", "联系电话")),
             ("结对时间", ()), ("状态（1有效/0解除）", ()), ("解除时间", ()), ("解除原因", ()))
    rng = stream("ledger pairings")
    with sheets.workbook(folder / "07 结对帮扶台账.xlsx") as book:
        sheet, styles = book.add_worksheet("结对帮扶"), book.styles
        sheets.title(sheet, styles, "青溪镇特殊群体结对帮扶台账", 17)
        sheets.put_row(sheet, styles, 1, ("填报单位：青溪镇关爱办", "", "", "", "", "填报日期：2026年1月20日"), "line")
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
            sheets.put_row(sheet, styles, at, (
                at - 3, p.name, p.id_no if p.shows_id else "", p.village, team_as(0, p.team), helper.unit, *chief,
                stray(rng, helper.name), helper.kind, helper.position, helper.phone, pair.start,
                0 if pair.end else 1, pair.end or "", pair.reason))


def visits(town: Town, folder: Path) -> None:
    """A workbook a half-year with a sheet a village; January 2026 from the town's new system as CSV."""
    by: dict[str, list[Contact]] = defaultdict(list)
    for contact in town.contacts:
        if contact.ledger == "08":
            by[contact.person.village].append(contact)
    for name, first, last in _HALVES:
        with sheets.workbook(folder / f"08 走访台账_{name}.xlsx") as book:
            for village in VILLAGES:
                _visit_sheet(book, village.name, name, [c for c in by[village.name] if first <= c.day <= last])
    rows = [["所属村", "走访时间", "走访人姓名", "走访对象姓名", "走访对象身份证号码", "走访类型", "走访内容", "发现问题", "录入时间"]]
    for village in VILLAGES:
        for c in [c for c in by[village.name] if c.day >= date(2026, 1, 1)]:
            rows.append([village.name, day_as("slash", c.day), c.by, c.person.name, c.person.id_no if c.person.shows_id else "",
                         c.kind_cn, c.text, c.problem, day_as("slash", c.entered)])
    sheets.save_text(folder / "08 走访台账_2026年1月.csv", rows, "gb18030")


def _visit_sheet(book, village: str, period: str, contacts: list[Contact]) -> None:
    place = VILLAGE[village]
    header = ["序号", "走访时间", "走访人姓名", "走访对象姓名", "走访类型", "走访内容", "发现问题", "录入时间"]
    if place.id_column:
        header.insert(4, "走访对象\n身份证号码")
    else:
        header.insert(3, "组别")
    rng = stream(f"sheet {village} {period}")
    sheet, styles = book.add_worksheet(village), book.styles
    sheets.title(sheet, styles, f"{TOWN}{village}走访台账（{period}）", len(header))
    rows = []
    for number, c in enumerate(contacts, 1):
        row = [number, day_as(place.date_style, c.day), c.by, stray(rng, c.person.name), c.kind_cn, c.text,
               c.problem or ("无" if rng.random() < 0.3 else ""), day_as(place.date_style, c.entered)]
        if place.id_column:
            row.insert(4, c.person.id_no if c.person.shows_id else "")
        else:
            row.insert(3, team_as(VILLAGES.index(place), c.person.team))
        rows.append(row)
    sheets.put_table(sheet, styles, 1, header, rows, {1: 13, 4: 21 if place.id_column else 12, 6: 40})


def wide_months(town: Town, folder: Path) -> None:
    """One column a month under a merged year; a cell holds days (8日, 3月8日, 5、20) or a tick."""
    rng = stream("wide")
    with sheets.workbook(folder / "09 空巢独居老人月探访表.xlsx") as book:
        for village in [v for v in VILLAGES if v.wide]:
            days: dict[int, dict[tuple[int, int], list[Contact]]] = defaultdict(lambda: defaultdict(list))
            for c in [c for c in town.contacts if c.ledger == "09" and c.person.village == village.name]:
                days[c.person.pid][c.day.year, c.day.month].append(c)
            people = [p for p in town.of_village(village.name) if p.in_any(ELDER_GROUPS)
                      and (not p.left_on or p.pid in days)]
            _wide_sheet(book, rng, village, people, days)


def _wide_sheet(book, rng, village, people: list[Person], days: dict) -> None:
    fixed = ("序号", "组别", "姓名", "性别", "年龄", "联系电话", "探访人")
    sheet, styles = book.add_worksheet(village.name), book.styles
    width = len(fixed) + len(MONTHS) + 2
    sheets.title(sheet, styles, f"{TOWN}{village.name}空巢独居老人月探访表", width)
    sheets.put_row(sheet, styles, 1, (f"填报单位：{village.name}村委会（盖章）", *[""] * 9, "说明：格内填探访日"), "line")
    for column, text in [*enumerate(fixed), (width - 2, "合计次数"), (width - 1, "备注")]:
        sheet.merge_range(2, column, 3, column, text, styles["head"])
    at = len(fixed)
    for year in (2024, 2025, 2026):
        months = [m for m in MONTHS if m[0] == year]
        if len(months) > 1:
            sheet.merge_range(2, at, 2, at + len(months) - 1, f"{year}年", styles["head"])
        else:
            sheet.write_string(2, at, f"{year}年", styles["head"])
        for step, month in enumerate(months):
            sheet.write_string(3, at + step, f"{month[1]}月", styles["head"])
        at += len(months)
    for row, p in enumerate(people, 4):
        cells = [_cell(rng, days[p.pid][m]) for m in MONTHS]
        total = sum(len(days[p.pid][m]) for m in MONTHS)
        visitor = next((c.by for m in reversed(MONTHS) for c in days[p.pid][m]), "")
        sheets.put_row(sheet, styles, row, (row - 3, team_as(0, p.team), p.name, sex(p.gender), p.age,
                                            phone_as(rng, p.phone), visitor, *cells, total, ""))


def _cell(rng, contacts: list[Contact]) -> str:
    if not contacts:
        return ""
    if contacts[0].month_only:
        return "√"
    days = [c.day for c in contacts]
    if len(days) > 1:
        return "、".join(str(d.day) for d in days)
    return f"{days[0].month}月{days[0].day}日" if rng.random() < 0.25 else f"{days[0].day}日"


def talks(town: Town, folder: Path) -> None:
    rng = stream("ledger talks")
    rows = [["序号", "学校", "班级", "学生姓名", "学籍号", "谈话教师", "谈话时间", "谈话地点", "交流谈心的内容", "交谈后效果"]]
    from . import texts
    for c in [c for c in town.contacts if c.ledger == "talk"]:
        p = c.person
        rows.append([len(rows), p.school, p.class_name, p.name, "G" + p.id_no, c.by, day_as("iso", c.day), c.place, c.text,
                     texts.effect(rng)])
    sheets.save_text(folder / "10 谈心谈话记录.csv", rows, "utf-8-sig")


def home_visits(town: Town, folder: Path) -> None:
    """A sheet a school; 家访形式 says whether it was a visit, a call or a video call."""
    header = ("序号", "班级", "学生姓名", "学籍号", "家访教师", "家访日期", "家访形式", "家访目的", "家访内容", "家长意见与建议", "后续跟进计划")
    aims = ("了解家庭情况", "沟通学习情况", "假期安全提醒", "了解监护情况", "反馈在校表现")
    wishes = ("", "", "无", "希望多关注", "希望辅导数学", "感谢老师", "请老师多督促")
    plans = ("", "持续关注", "下月再访", "安排学习伙伴", "告知儿童主任")
    with sheets.workbook(folder / "10-2 家访记录.xlsx") as book:
        for index, school in enumerate(SCHOOLS):
            rng = stream("ledger home " + school.name)
            sheet, styles = book.add_worksheet(school.name), book.styles
            sheets.title(sheet, styles, f"{school.name}家访记录表", len(header))
            sheets.put_row(sheet, styles, 1, (f"填报单位：{school.name}", "", "", "", "", "填报日期：2026.1.20"), "line")
            style = ("cn", "dots", "excel")[index]
            found = [c for c in town.contacts if c.ledger == "home" and c.person.school == school.name]
            rows = [(n, c.person.class_name, c.person.name, "G" + c.person.id_no, c.by, day_as(style, c.day), c.kind_cn,
                     rng.choice(aims), c.text, rng.choice(wishes), rng.choice(plans)) for n, c in enumerate(found, 1)]
            sheets.put_table(sheet, styles, 2, header, rows, {3: 22, 8: 40})
