"""11-12: winter relief as a table, as the national vertical form, as tab-separated text."""

from __future__ import annotations

from pathlib import Path

from . import sheets
from .clock import stream
from .model import (
    Person,
    Relief,
    Town,
)
from .places import COUNTY, TOWN, VILLAGE, VILLAGES
from .shapes import day_as, phone_as, team_as

STAGES = ("surveyed_on", "reviewed_on", "published_on", "approved_on", "paid_on", "received_on")


def cases_of(town: Town, item: str, form: str = "") -> list[Relief]:
    found = [
        r
        for r in town.relief
        if r.item == item and (not form or VILLAGE[r.person.village].relief_form == form)
    ]
    order = [v.name for v in VILLAGES]
    return sorted(found, key=lambda r: (order.index(r.person.village), r.person.pid))


def _id(person: Person) -> str:
    return person.id_no if person.shows_id else ""


def _stages(case: Relief, style: str) -> list[object]:
    return [day_as(style, case.dates.get(stage)) for stage in STAGES]


def winter_table(town: Town, folder: Path) -> None:
    header = sheets.headings(
        "序号 行政村 组别 户主姓名 身份证号码 救助对象类别 家庭人口 需救助|人口 调查时间 "
        "村级评议|时间 公示时间 审批时间 发放时间 签收时间 救助金（元） 棉被（床） 棉衣（件） "
        "未救助原因 联系电话 备注"
    )
    rng = stream("ledger winter")
    cases = cases_of(town, "winter_living", "table")
    rows = [
        (
            n,
            r.person.village,
            team_as(0, r.person.team),
            r.person.name,
            _id(r.person),
            r.category,
            len(town.households[r.person.household].members),
            r.need_people,
            *_stages(r, "excel"),
            r.cash,
            r.quilts or "",
            r.coats or "",
            r.refused,
            phone_as(rng, r.person.phone),
            "",
        )
        for n, r in enumerate(cases, 1)
    ]
    with sheets.workbook(folder / "11 冬春救助台账.xlsx") as book:
        sheet, styles = book.add_worksheet("冬春救助"), book.styles
        sheets.title(sheet, styles, "青溪镇2025-2026年度受灾人员冬春生活救助台账", len(header))
        sheets.put_row(
            sheet,
            styles,
            1,
            ("填报单位：青溪镇应急办（盖章）", *[""] * 11, "填报日期：2026年1月20日"),
            "line",
        )
        at = sheets.put_table(sheet, styles, 2, header, rows, {4: 21})
        total = (
            "合计",
            *[""] * 6,
            sum(r.need_people for r in cases),
            *[""] * 6,
            sum(r.cash for r in cases),
            sum(r.quilts for r in cases),
            sum(r.coats for r in cases),
        )
        sheets.put_row(sheet, styles, at, total, "sum")
        sheets.put_row(
            sheet, styles, at + 1, ("单位负责人：", "", "", "统计负责人：", "", "", "填表人："), "line"
        )


def winter_vertical(town: Town, folder: Path) -> None:
    """National form 应急统表10: one household a sheet, 指标名称 | 代码 | 计量单位 | 数量."""
    with sheets.workbook(folder / "12 受灾人员冬春生活政府救助人口一览表.xlsx") as book:
        for number, case in enumerate(cases_of(town, "winter_living", "vertical"), 1):
            _vertical_sheet(book, number, case, town)


def _vertical_sheet(book, number: int, case: Relief, town: Town) -> None:
    p = case.person
    sheet, styles = book.add_worksheet(f"{number:02d}{p.name}"), book.styles
    sheets.title(sheet, styles, "受灾人员冬春生活政府救助人口一览表", 4)
    lines = (
        ("表    号：应急统表10", "", "", ""),
        (f"填报单位（盖章）：{TOWN}{p.village}", "", "", "2026年1月"),
        (f"{COUNTY} {TOWN} {p.village} {team_as(0, p.team)}", "", "", ""),
    )
    for at, line in enumerate(lines, 1):
        sheets.put_row(sheet, styles, at, line, "line")
    paid = "paid_on" in case.dates
    goods = case.quilts * 120 + case.coats * 90
    rows = [
        ("户主姓名", "D03001", "—", p.name),
        ("户主身份证号", "D03002", "—", _id(p)),
        ("户主联系方式", "D03003", "—", p.phone or "无"),
        ("家庭类型", "D03004", "—", case.category),
        ("家庭人口", "D03005", "人", len(town.households[p.household].members)),
        ("家庭住址", "D03006", "—", p.address),
        ("需救助人口", "D03007", "人", case.need_people),
        ("已发放救助款", "D03008", "元", case.cash if paid else 0),
        ("已发放救助物资折款", "D03009", "元", goods if paid else 0),
        ("救助资金发放形式", "D03010", "—", "一卡通" if paid else ""),
        *(
            (name, "", "—", day_as("cn", case.dates.get(stage)))
            for name, stage in zip(
                ("调查时间", "评议时间", "公示时间", "审批时间", "发放日期", "签收日期"), STAGES, strict=True
            )
        ),
    ]
    sheets.put_table(sheet, styles, 4, ("指标名称", "代码", "计量单位", "数量"), rows, {0: 26, 3: 30})
    sheets.put_row(
        sheet,
        styles,
        5 + len(rows),
        ("单位负责人：", "统计负责人：", "填表人：", "报出日期：2026年1月20日"),
        "line",
    )


def winter_text(town: Town, folder: Path) -> None:
    """UTF-16 with tabs, as Excel saves 'Unicode text'."""
    rows = [
        ["云州县青溪镇上湾村冬春救助对象台账"],
        [
            "序号",
            "村（社区）",
            "组别",
            "户主姓名",
            "公民身份证号码",
            "家庭人口",
            "需救助人口",
            "调查时间",
            "评议时间",
            "公示时间",
            "批准时间",
            "发放时间",
            "领取时间",
            "救助金(元)",
            "棉被(床)",
            "棉衣(件)",
            "备注",
        ],
    ]
    for n, r in enumerate(cases_of(town, "winter_living", "text"), 1):
        rows.append(
            [
                n,
                r.person.village,
                team_as(1, r.person.team),
                r.person.name,
                _id(r.person),
                len(town.households[r.person.household].members),
                r.need_people,
                *_stages(r, "dots"),
                r.cash,
                r.quilts or "",
                r.coats or "",
                "",
            ]
        )
    sheets.save_text(folder / "12-2 上湾村冬春救助台账.txt", rows, "utf-16", "\t")
