"""08 village visits, 09 the wide month sheet."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

from . import sheets
from .clock import MONTHS, stream
from .model import (
    ELDER_GROUPS,
    Contact,
    Person,
    Town,
)
from .places import TOWN, VILLAGE, VILLAGES
from .shapes import day_as, phone_as, sex, stray, team_as

_HALVES = (
    ("2024年11-12月", date(2024, 11, 1), date(2024, 12, 31)),
    ("2025年上半年", date(2025, 1, 1), date(2025, 6, 30)),
    ("2025年下半年", date(2025, 7, 1), date(2025, 12, 31)),
)


def visits(town: Town, folder: Path) -> None:
    """A workbook a half-year with a sheet a village; January 2026 from the town's new system as CSV."""
    by: dict[str, list[Contact]] = defaultdict(list)
    for contact in town.contacts:
        if contact.ledger == "08":
            by[contact.person.village].append(contact)
    for name, first, last in _HALVES:
        with sheets.workbook(folder / f"08 走访台账_{name}.xlsx") as book:
            for village in VILLAGES:
                _visit_sheet(
                    book, village.name, name, [c for c in by[village.name] if first <= c.day <= last]
                )
    rows = [
        [
            "所属村",
            "走访时间",
            "走访人姓名",
            "走访对象姓名",
            "走访对象身份证号码",
            "走访类型",
            "走访内容",
            "发现问题",
            "录入时间",
        ]
    ]
    for village in VILLAGES:
        for c in [c for c in by[village.name] if c.day >= date(2026, 1, 1)]:
            rows.append(
                [
                    village.name,
                    day_as("slash", c.day),
                    c.by,
                    c.person.name,
                    c.person.id_no if c.person.shows_id else "",
                    c.kind_cn,
                    c.text,
                    c.problem,
                    day_as("slash", c.entered),
                ]
            )
    sheets.save_text(folder / "08 走访台账_2026年1月.csv", rows, "gb18030")


def _visit_sheet(book, village: str, period: str, contacts: list[Contact]) -> None:
    place = VILLAGE[village]
    header = list(
        sheets.headings("序号 走访时间 走访人姓名 走访对象姓名 走访类型 走访内容 发现问题 录入时间")
    )
    if place.id_column:
        header.insert(4, "走访对象\n身份证号码")
    else:
        header.insert(3, "组别")
    rng = stream(f"sheet {village} {period}")
    sheet, styles = book.add_worksheet(village), book.styles
    sheets.title(sheet, styles, f"{TOWN}{village}走访台账（{period}）", len(header))
    rows = []
    for number, c in enumerate(contacts, 1):
        row = [
            number,
            day_as(place.date_style, c.day),
            c.by,
            stray(rng, c.person.name),
            c.kind_cn,
            c.text,
            c.problem or ("无" if rng.random() < 0.3 else ""),
            day_as(place.date_style, c.entered),
        ]
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
            people = [
                p
                for p in town.of_village(village.name)
                if p.in_any(ELDER_GROUPS) and (not p.left_on or p.pid in days)
            ]
            _wide_sheet(book, rng, village, people, days)


def _wide_sheet(book, rng, village, people: list[Person], days: dict) -> None:
    fixed = ("序号", "组别", "姓名", "性别", "年龄", "联系电话", "探访人")
    sheet, styles = book.add_worksheet(village.name), book.styles
    width = len(fixed) + len(MONTHS) + 2
    sheets.title(sheet, styles, f"{TOWN}{village.name}空巢独居老人月探访表", width)
    sheets.put_row(
        sheet, styles, 1, (f"填报单位：{village.name}村委会（盖章）", *[""] * 9, "说明：格内填探访日"), "line"
    )
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
        sheets.put_row(
            sheet,
            styles,
            row,
            (
                row - 3,
                team_as(0, p.team),
                p.name,
                sex(p.gender),
                p.age,
                phone_as(rng, p.phone),
                visitor,
                *cells,
                total,
                "",
            ),
        )


def _cell(rng, contacts: list[Contact]) -> str:
    if not contacts:
        return ""
    if contacts[0].month_only:
        return "√"
    days = [c.day for c in contacts]
    if len(days) > 1:
        return "、".join(str(d.day) for d in days)
    return f"{days[0].month}月{days[0].day}日" if rng.random() < 0.25 else f"{days[0].day}日"
