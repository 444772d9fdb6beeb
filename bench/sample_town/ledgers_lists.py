"""16 veterans and survivors, 17 monitored households, 18 who left and who is away."""

from __future__ import annotations

from pathlib import Path

from . import sheets
from .clock import stream
from .ledgers_assistance import homes_of
from .model import (
    GROUP_NAMES,
    Town,
)
from .shapes import day_as, phone_as, sex, team_as


def honoured(town: Town, folder: Path) -> None:
    rng = stream("ledger honoured")
    rows = [
        [
            "序号",
            "村",
            "组别",
            "姓名",
            "性别",
            "身份证号",
            "年龄",
            "人员类别",
            "认定时间",
            "联系电话",
            "家庭住址",
            "备注",
        ]
    ]
    for group in ("veterans", "martyrs_survivors", "party_veterans", "bereaved_families"):
        for p in [p for p in town.people if group in p.groups and not p.left_on]:
            rows.append(
                [
                    len(rows),
                    p.village,
                    team_as(1, p.team),
                    p.name,
                    sex(p.gender),
                    p.id_no,
                    p.age,
                    GROUP_NAMES[group],
                    day_as("slash", p.groups[group]),
                    phone_as(rng, p.phone),
                    p.address,
                    "",
                ]
            )
    sheets.save_text(folder / "16 优抚对象烈士遗属老党员计生特殊家庭花名册.csv", rows, "utf-8")


def monitored(town: Town, folder: Path) -> None:
    header = sheets.headings(
        "序号 行政村 组别 户主姓名 户主身份证号 家庭人口 姓名 身份证号码 与户主关系 人员类别 户类型 "
        "监测对象类别 致贫返贫风险 识别监测时间 风险是否已消除 联系电话"
    )
    rng = stream("ledger monitored")
    rows = []
    for home, members in homes_of(town, "monitored"):
        head, risk = members[0], rng.choice(("因病", "因学", "缺劳动力", "因意外事故"))
        kind = rng.choice(("脱贫不稳定户", "边缘易致贫户", "突发严重困难户"))
        for p in members:
            rows.append(
                (
                    len(rows) + 1,
                    home.village,
                    team_as(2, home.team),
                    head.name,
                    head.id_no,
                    len(members),
                    p.name,
                    p.id_no,
                    "户主" if p is head else p.relation,
                    GROUP_NAMES["monitored"],
                    "脱贫户" if kind[:2] == "脱贫" else "一般农户",
                    kind,
                    risk,
                    day_as("cn", p.groups["monitored"]),
                    "否",
                    phone_as(rng, p.phone),
                )
            )
    with sheets.workbook(folder / "17 防返贫监测对象台账.xlsx") as book:
        sheet = book.add_worksheet("监测对象")
        sheets.put_table(sheet, book.styles, 0, header, rows, {4: 21, 7: 21})


def changes(town: Town, folder: Path) -> None:
    """Who died, moved or left, and who is away: two sheets."""
    gone = [p for p in town.people if p.left_on]
    header = sheets.headings(
        "序号 所属村 组别 姓名 性别 身份证号码 人员类别 纳入时间 死亡日期 退出日期 退出原因 备注"
    )
    rows = [
        (
            n,
            p.village,
            team_as(0, p.team),
            p.name,
            sex(p.gender),
            p.id_no if p.shows_id else "",
            "、".join(GROUP_NAMES[g] for g in GROUP_NAMES if g in p.groups),
            day_as("iso", p.since),
            day_as("iso", p.died_on),
            day_as("iso", p.left_on),
            p.left_reason,
            "",
        )
        for n, p in enumerate(sorted(gone, key=lambda p: (p.left_on, p.pid)), 1)
    ]
    away_header = sheets.headings("序号 所属村 组别 姓名 身份证号码 外出起始日期 外出截止日期 外出原因 备注")
    words = {"hospital": "住院", "work": "务工", "relatives": "投亲"}
    away = sorted(
        ((a, p) for p in town.people for a in p.absences if not p.left_on),
        key=lambda x: (x[0].first, x[1].pid),
    )
    away_rows = [
        (
            n,
            p.village,
            team_as(0, p.team),
            p.name,
            p.id_no if p.shows_id else "",
            day_as("cn", a.first),
            day_as("cn", a.last),
            words[a.reason],
            "" if a.last else "未归",
        )
        for n, (a, p) in enumerate(away, 1)
    ]
    with sheets.workbook(folder / "18 人员变动台账.xlsx") as book:
        for name, heads, lines in (("退出", header, rows), ("外出住院", away_header, away_rows)):
            sheet = book.add_worksheet(name)
            sheets.title(sheet, book.styles, f"青溪镇重点人群变动台账（{name}）", len(heads))
            sheets.put_table(sheet, book.styles, 1, heads, lines, {5: 21})
