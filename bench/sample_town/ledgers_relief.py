"""13 payments before Spring Festival, 14 condolence, 15 dangerous houses."""

from __future__ import annotations

from pathlib import Path

from . import sheets
from .clock import stream
from .ledgers_winter import cases_of
from .model import (
    Town,
)
from .shapes import day_as, masked, phone_as, team_as

_REMEDIES = {"repair": "维修加固", "rebuild": "拆除重建", "resettle": "异地安置", "none": "无需改造"}


def payments(town: Town, folder: Path) -> None:
    """The first quarter's allowance, household by household."""
    rng = stream("ledger payments")
    header = sheets.headings(
        "序号 村 户主姓名 户主身份证号 保障人口 月保障金额（元） 发放金额（元） 审批时间 发放日期 "
        "开户银行 银行帐号 备注"
    )
    rows = [
        (
            n,
            r.person.village,
            r.person.name,
            r.person.id_no,
            r.need_people,
            r.cash // 3,
            r.cash,
            day_as("iso", r.dates["approved_on"]),
            day_as("iso", r.dates.get("paid_on")),
            "农村商业银行",
            f"9900****{rng.randrange(10**4):04d}",
            "",
        )
        for n, r in enumerate(cases_of(town, "minimum_living_q1"), 1)
    ]
    _payment_book(folder / "13 一季度低保金发放表.xlsx", "青溪镇2026年一季度农村低保金发放表", header, rows)


def _payment_book(path: Path, title: str, header: tuple, rows: list[tuple]) -> None:
    with sheets.workbook(path) as book:
        sheet, styles = book.add_worksheet("发放表"), book.styles
        sheets.title(sheet, styles, title, len(header))
        at = sheets.put_table(sheet, styles, 1, header, rows, {3: 21})
        column = header.index("发放金额（元）")
        sheets.put_row(sheet, styles, at, ("合计", *[""] * (column - 1), sum(r[column] for r in rows)), "sum")
        sheets.put_row(sheet, styles, at + 1, ("制表人：", "", "", "审核人：", "", "", "负责人："), "line")


def condolence(town: Town, folder: Path) -> None:
    header = sheets.headings(
        "序号 所属村 慰问对象姓名 身份证号码 慰问对象类别 家庭住址 联系电话 审定时间 慰问时间 慰问人 "
        "慰问金（元） 慰问品 备注"
    )
    rng = stream("ledger condolence")
    rows = []
    for n, r in enumerate(cases_of(town, "condolence"), 1):
        done = r.dates.get("received_on")
        rows.append(
            (
                n,
                r.person.village,
                r.person.name,
                r.person.id_no,
                r.category,
                r.person.address,
                masked(r.person.phone) if rng.random() < 0.2 else phone_as(rng, r.person.phone),
                day_as("dots", r.dates["approved_on"]),
                day_as("dots", done),
                r.by if done else "",
                r.cash,
                r.goods,
                "",
            )
        )
    with sheets.workbook(folder / "14 春节慰问台账.xlsx") as book:
        sheet, styles = book.add_worksheet("春节慰问"), book.styles
        sheets.title(sheet, styles, "青溪镇2026年元旦春节慰问台账", len(header))
        sheets.put_row(
            sheet, styles, 1, ("填报单位：青溪镇党政办", "", "", "", "", "填报日期：2026年1月20日"), "line"
        )
        at = sheets.put_table(sheet, styles, 2, header, rows, {3: 21, 5: 26, 11: 20})
        sheets.put_row(
            sheet,
            styles,
            at,
            ("合计", "", f"{len(rows)}户", *[""] * 7, sum(r.cash for r in cases_of(town, "condolence"))),
            "sum",
        )


def houses(town: Town, folder: Path) -> None:
    header = sheets.headings(
        "序号 房屋编号 行政村 组别 户主姓名 户主身份证号 建成年份 结构类型 房屋使用情况 鉴定等级 "
        "治理改造方式 排查时间 开工时间 竣工时间 搬迁安置时间 安置地点 补助资金（元） 家庭住址"
    )
    rows = [
        (
            n,
            h.number,
            h.person.village,
            team_as(0, h.person.team),
            h.person.name,
            h.person.id_no,
            h.built,
            h.structure,
            "有人居住" if h.lived_in else "无人居住",
            h.grade + ("级" if n % 4 == 0 else ""),
            _REMEDIES[h.remedy],
            h.found,
            h.started,
            h.safe,
            h.resettled,
            h.place,
            h.subsidy or "",
            h.person.address,
        )
        for n, h in enumerate(town.houses, 1)
    ]
    with sheets.workbook(folder / "15 危房排查整治台账.xlsx") as book:
        sheet, styles = book.add_worksheet("危房台账"), book.styles
        sheets.title(sheet, styles, "青溪镇农村危房排查整治台账", len(header))
        at = sheets.put_table(sheet, styles, 1, header, rows, {5: 21, 17: 26})
        sheets.put_row(
            sheet, styles, at + 1, ("说明：C级维修加固，D级立即搬离、拆除重建或异地安置。",), "line"
        )
