"""04 the national pairs of files for the allowance and for near-threshold households; 05-2 disabled."""

from __future__ import annotations

from pathlib import Path

from . import sheets
from .clock import stream
from .model import (
    GROUP_NAMES,
    Household,
    Person,
    Town,
)
from .places import COUNTY, TOWN
from .shapes import day_as, month_number, phone_as, sex, stray, team_as

_LEVELS = {1: "一级（极重度）", 2: "二级（重度）", 3: "三级（中度）", 4: "四级（轻度）"}


def homes_of(town: Town, group: str) -> list[tuple[Household, list[Person]]]:
    """Homes with the members of the group who are still on the roll."""
    found = []
    for home in town.households.values():
        members = [p for p in home.members if group in p.groups and not p.left_on]
        if members:
            found.append((home, members))
    return found


def minimum_living(town: Town, folder: Path) -> None:
    _assistance(town, folder, "minimum_living", "04 农村低保")


def near_threshold(town: Town, folder: Path) -> None:
    _assistance(town, folder, "near_threshold", "04-2 低保边缘")


def _assistance(town: Town, folder: Path, group: str, stem: str) -> None:
    """The national system's pair: one row a household, one row a person, joined on 户主身份证号."""
    rng = stream("ledger " + group)
    homes = [
        [
            "序号",
            "县（市、区）",
            "乡镇、街道名称",
            "村、村居委会名称",
            "户主姓名",
            "户主身份证号",
            "家庭人口数",
            "保障人口数",
            "最初享受月份",
            "户月保障金额（元）",
            "家庭成员姓名",
            "联系电话",
            "家庭住址",
            "开户银行",
            "银行帐号",
            "低保证号",
        ]
    ]
    people = [
        [
            "序号",
            "乡镇、街道名称",
            "村、村居委会名称",
            "户主姓名",
            "户主身份证号",
            "姓名",
            "身份证件号码",
            "与户主关系",
            "性别",
            "出生日期",
            "年龄",
            "民族",
            "纳入月份",
            "劳动能力",
            "健康状况",
            "是否残疾人",
            "残疾类别",
            "残疾等级",
            "是否建档立卡扶贫对象",
            "救助类型",
        ]
    ]
    kind = "农村低保" if group == "minimum_living" else "低保边缘家庭"
    for home, members in homes_of(town, group):
        head, extra = members[0], rng.randrange(0, 2) if len(members) < 3 else 0
        since = month_number(head.groups[group])
        homes.append(
            [
                len(homes),
                COUNTY,
                TOWN,
                home.village,
                head.name,
                head.id_no,
                len(members) + extra,
                len(members),
                since,
                home.monthly or "",
                "、".join(p.name for p in members),
                phone_as(rng, head.phone),
                home.address,
                "农村商业银行",
                f"9900****{rng.randrange(10**4):04d}",
                f"QX{home.hid:06d}",
            ]
        )
        for p in members:
            people.append(
                [
                    len(people),
                    TOWN,
                    home.village,
                    head.name,
                    head.id_no,
                    stray(rng, p.name),
                    p.id_no,
                    "本人" if p is head else p.relation,
                    sex(p.gender),
                    int(f"{p.birth:%Y%m%d}"),
                    p.age,
                    "汉族",
                    month_number(p.groups[group]),
                    _labour(p),
                    p.health,
                    "是" if p.disability else "否",
                    f"{p.disability[0]}残疾" if p.disability else "",
                    _LEVELS[p.disability[1]] if p.disability else "",
                    "是" if "monitored" in p.groups else "否",
                    kind,
                ]
            )
    sheets.save_xls(folder / f"{stem}家庭查询_20260115.xls", [("Sheet1", homes, 0)])
    sheets.save_xls(folder / f"{stem}人员查询_20260115.xls", [("Sheet1", people, 0)])


def _labour(p: Person) -> str:
    if p.age < 16 or p.age >= 60 or (p.disability and p.disability[1] <= 2):
        return "无劳动能力"
    return "部分丧失劳动能力" if p.disability or p.health != "健康" else "有劳动能力"


def disabled(town: Town, folder: Path) -> None:
    header = sheets.headings(
        "序号 村 组别 姓名 性别 身份证号 残疾人证号 残疾类别 残疾等级 人员类别 纳入时间 "
        "补贴标准|（元/月） 联系电话 家庭住址"
    )
    rng = stream("ledger disabled")
    people = [p for p in town.people if "disabled_severe" in p.groups and not p.left_on]
    rows = [
        (
            n,
            p.village,
            team_as(0, p.team),
            p.name,
            sex(p.gender),
            p.id_no,
            f"{p.id_no}{p.pid % 7 + 1}{p.disability[1]}",
            p.disability[0] + "残疾",
            ("一级", "二级")[p.disability[1] - 1],
            GROUP_NAMES["disabled_severe"],
            day_as("iso", p.groups["disabled_severe"]),
            110 if p.disability[1] == 1 else 90,
            phone_as(rng, p.phone),
            p.address,
        )
        for n, p in enumerate(people, 1)
    ]
    with sheets.workbook(folder / "05-2 重度残疾人护理补贴花名册.xlsx") as book:
        sheet = book.add_worksheet("2026年1月")
        sheets.title(sheet, book.styles, "青溪镇重度残疾人护理补贴花名册", len(header))
        at = sheets.put_table(sheet, book.styles, 1, header, rows, {5: 21, 6: 23, 13: 26})
        sheets.put_row(sheet, book.styles, at, ("合计", "", "", f"{len(rows)}人"), "sum")
