"""21 one file a child, as schools keep them; 22 the villages' and the town's winter-relief lists, each with its day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from . import sheets
from .clock import stream
from .ledgers_winter import cases_of
from .model import Relief, Town
from .places import TOWN, VILLAGES
from .shapes import day_as, team_as

_LATE = {"大坪村": date(2026, 1, 9), "白沙村": date(2026, 1, 5)}
_NEVER = ("青龙村",)
_COMPILED = date(2025, 10, 20)


def child_files(town: Town, folder: Path) -> None:
    header = sheets.headings(
        "序号 学校 班级 姓名 身份证号码 监护人姓名 与监护人关系 监护人电话 监护人住址 生活情况 心理状况 "
        "安全情况 身体状况 责任书签订日期 责任书有效期至 家校联系卡 档案更新日期"
    )
    rows = []
    for n, f in enumerate(town.files, 1):
        p = f.person
        name, relation, phone = p.carer if p.carer[0] else p.guardian
        rows.append(
            (
                n,
                p.school,
                p.class_name,
                p.name,
                p.id_no if p.shows_id else "",
                name,
                relation,
                phone or "无",
                p.address,
                f.life,
                f.mind,
                f.safety,
                p.health,
                day_as("cn", f.signed),
                day_as("cn", f.until),
                "已发" if f.card else "未发",
                day_as("excel", f.updated),
            )
        )
    with sheets.workbook(folder / "21 一人一档登记表.xlsx") as book:
        sheet = book.add_worksheet("一人一档")
        sheets.title(sheet, book.styles, "青溪镇各校学生一人一档登记表", len(header))
        line = ("填报单位：各校德育处", *[""] * 9, "填报日期：2026年1月16日")
        sheets.put_row(sheet, book.styles, 1, line, "line")
        sheets.put_table(sheet, book.styles, 2, header, rows, {1: 16, 4: 21, 8: 24})


def village_winter(town: Town, folder: Path) -> None:
    """One sheet a village; most are dated before the year's end."""
    rng = stream("ledger village winter")
    header = sheets.headings("序号 组别 户主姓名 户主身份证号 需救助人口 调查时间")
    cases = cases_of(town, "winter_living")
    with sheets.workbook(folder / "22 村级冬春救助台账.xlsx") as book:
        for village in VILLAGES:
            if village.name in _NEVER:
                continue
            day = _LATE.get(village.name, date(2025, 12, 18) + timedelta(days=rng.randrange(13)))
            own = [r for r in cases if r.person.village == village.name]
            rows = [
                (
                    n,
                    team_as(1, r.person.team),
                    r.person.name,
                    r.person.id_no if r.person.shows_id else "",
                    r.need_people,
                    day_as("iso", r.dates.get("surveyed_on")),
                )
                for n, r in enumerate(own, 1)
            ]
            sheet = book.add_worksheet(village.name)
            sheets.title(sheet, book.styles, f"{TOWN}{village.name}冬春生活救助对象台账", len(header))
            line = (f"填报单位：{village.name}", "", "", f"填报日期：{day_as('cn', day)}")
            sheets.put_row(sheet, book.styles, 1, line, "line")
            sheets.put_table(sheet, book.styles, 2, header, rows, {3: 21})


def town_winter(town: Town, folder: Path) -> None:
    """What the town had compiled in October: the households surveyed so far."""
    header = sheets.headings("序号 行政村 组别 户主姓名 户主身份证号 需救助人口 调查时间")
    found = [r for r in cases_of(town, "winter_living") if _surveyed(r) <= _COMPILED]
    rows = [
        (
            n,
            r.person.village,
            team_as(1, r.person.team),
            r.person.name,
            r.person.id_no if r.person.shows_id else "",
            r.need_people,
            day_as("iso", _surveyed(r)),
        )
        for n, r in enumerate(found, 1)
    ]
    with sheets.workbook(folder / "22-2 镇级冬春救助需求台账.xlsx") as book:
        sheet = book.add_worksheet("需求台账")
        sheets.title(sheet, book.styles, f"{TOWN}2025-2026年度冬春生活救助需求台账", len(header))
        line = (f"填报单位：{TOWN}", "", "", "", f"填报日期：{day_as('cn', _COMPILED)}")
        sheets.put_row(sheet, book.styles, 1, line, "line")
        sheets.put_table(sheet, book.styles, 2, header, rows, {4: 21})


def _surveyed(case: Relief) -> date:
    return case.dates.get("surveyed_on", date.max)
