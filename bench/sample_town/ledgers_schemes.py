"""04 minimum living and near threshold (pairs of national exports), 05 disabled, 06 school registers,
16 veterans and survivors, 17 monitored, 18 changes and absences."""

from __future__ import annotations

from pathlib import Path

from . import sheets
from .clock import stream
from .model import GROUP_NAMES, Household, Person, Town
from .places import COUNTY, SCHOOLS, TOWN
from .shapes import day_as, masked, month_number, phone_as, sex, stray, team_as

_LEVELS = {1: "一级（极重度）", 2: "二级（重度）", 3: "三级（中度）", 4: "四级（轻度）"}


def _homes(town: Town, group: str) -> list[tuple[Household, list[Person]]]:
    """Homes with the members of the group who are still on the roll."""
    found = []
    for home in town.households.values():
        members = [p for p in home.members if group in p.groups and not p.left_on]
        if members:
            found.append((home, members))
    return found


def assistance(town: Town, folder: Path, group: str, stem: str) -> None:
    """The national system's pair: one row a household, one row a person, joined on 户主身份证号."""
    rng = stream("ledger " + group)
    homes = [["序号", "县（市、区）", "乡镇、街道名称", "村、村居委会名称", "户主姓名", "户主身份证号", "家庭人口数", "保障人口数", "最初享受月份",
              "户月保障金额（元）", "家庭成员姓名", "联系电话", "家庭住址", "开户银行", "银行帐号", "低保证号"]]
    people = [["序号", "乡镇、街道名称", "村、村居委会名称", "户主姓名", "户主身份证号", "姓名", "身份证件号码", "与户主关系", "性别", "出生日期",
               "年龄", "民族", "纳入月份", "劳动能力", "健康状况", "是否残疾人", "残疾类别", "残疾等级", "是否建档立卡扶贫对象", "救助类型"]]
    kind = "农村低保" if group == "minimum_living" else "低保边缘家庭"
    for home, members in _homes(town, group):
        head, extra = members[0], rng.randrange(0, 2) if len(members) < 3 else 0
        since = month_number(head.groups[group])
        homes.append([len(homes), COUNTY, TOWN, home.village, head.name, head.id_no, len(members) + extra, len(members), since,
                      home.monthly or "", "、".join(p.name for p in members), phone_as(rng, head.phone), home.address,
                      "农村商业银行", f"9900****{rng.randrange(10**4):04d}", f"QX{home.hid:06d}"])
        for p in members:
            people.append([len(people), TOWN, home.village, head.name, head.id_no, stray(rng, p.name), p.id_no,
                           "本人" if p is head else p.relation, sex(p.gender), int(f"{p.birth:%Y%m%d}"), p.age, "汉族",
                           month_number(p.groups[group]), _labour(p), p.health, "是" if p.disability else "否",
                           f"{p.disability[0]}残疾" if p.disability else "", _LEVELS[p.disability[1]] if p.disability else "",
                           "是" if "monitored" in p.groups else "否", kind])
    sheets.save_xls(folder / f"{stem}家庭查询_20260115.xls", [("Sheet1", homes, 0)])
    sheets.save_xls(folder / f"{stem}人员查询_20260115.xls", [("Sheet1", people, 0)])


def _labour(p: Person) -> str:
    if p.age < 16 or p.age >= 60 or (p.disability and p.disability[1] <= 2):
        return "无劳动能力"
    return "部分丧失劳动能力" if p.disability or p.health != "健康" else "有劳动能力"


def disabled(town: Town, folder: Path) -> None:
    header = ("序号", "村", "组别", "姓名", "性别", "身份证号", "残疾人证号", "残疾类别", "残疾等级", "人员类别", "纳入时间", "补贴标准\n（元/月）",
              "联系电话", "家庭住址")
    rng = stream("ledger disabled")
    people = [p for p in town.people if "disabled_severe" in p.groups and not p.left_on]
    rows = [(n, p.village, team_as(0, p.team), p.name, sex(p.gender), p.id_no, f"{p.id_no}{p.pid % 7 + 1}{p.disability[1]}",
             p.disability[0] + "残疾", ("一级", "二级")[p.disability[1] - 1], GROUP_NAMES["disabled_severe"],
             day_as("iso", p.groups["disabled_severe"]), 110 if p.disability[1] == 1 else 90,
             phone_as(rng, p.phone), p.address) for n, p in enumerate(people, 1)]
    with sheets.workbook(folder / "05-2 重度残疾人护理补贴花名册.xlsx") as book:
        sheet = book.add_worksheet("2026年1月")
        sheets.title(sheet, book.styles, "青溪镇重度残疾人护理补贴花名册", len(header))
        at = sheets.put_table(sheet, book.styles, 1, header, rows, {5: 21, 6: 23, 13: 26})
        sheets.put_row(sheet, book.styles, at, ("合计", "", "", f"{len(rows)}人"), "sum")


def school_registers(town: Town, folder: Path) -> None:
    """GB18030, header row 1, headings of the national school register; all pupils of the school."""
    header = ["学校名称", "年级", "班级", "姓名", "性别", "出生日期", "身份证件类型", "身份证件号", "学籍号", "民族", "户口性质", "就读方式",
              "是否留守儿童", "是否孤儿", "是否烈士或优抚子女", "是否享受一补", "现住址", "成员1姓名", "成员1关系", "成员1联系电话", "成员1是否监护人"]
    for school in SCHOOLS:
        rng = stream("register " + school.name)
        rows = [header]
        for p in sorted((p for p in town.people if p.school == school.name), key=lambda p: (p.class_name, p.pid)):
            behind = "left_behind_children" in p.groups and not p.left_on
            name, relation, phone = p.guardian
            rows.append([school.name, p.class_name[:3], p.class_name, p.name, sex(p.gender), f"{p.birth:%Y%m%d}", "居民身份证",
                         p.id_no, "G" + p.id_no, "汉族", "农业户口", "住校" if p.boarding else "走读", "是" if behind else "否",
                         "是" if "orphans" in p.groups else "否", "否", "是" if "minimum_living" in p.groups else "否",
                         COUNTY + p.address, name, relation, phone_as(rng, phone), "是"])
        sheets.save_text(folder / f"06 学籍表_{school.name}.csv", rows, "gb18030")


def honoured(town: Town, folder: Path) -> None:
    rng = stream("ledger honoured")
    rows = [["序号", "村", "组别", "姓名", "性别", "身份证号", "年龄", "人员类别", "认定时间", "联系电话", "家庭住址", "备注"]]
    for group in ("veterans", "martyrs_survivors", "party_veterans", "bereaved_families"):
        for p in [p for p in town.people if group in p.groups and not p.left_on]:
            rows.append([len(rows), p.village, team_as(1, p.team), p.name, sex(p.gender), p.id_no, p.age, GROUP_NAMES[group],
                         day_as("slash", p.groups[group]), phone_as(rng, p.phone), p.address, ""])
    sheets.save_text(folder / "16 优抚对象烈士遗属老党员计生特殊家庭花名册.csv", rows, "utf-8")


def monitored(town: Town, folder: Path) -> None:
    header = ("序号", "行政村", "组别", "户主姓名", "户主身份证号", "家庭人口", "姓名", "身份证号码", "与户主关系", "人员类别", "户类型", "监测对象类别",
              "致贫返贫风险", "识别监测时间", "风险是否已消除", "联系电话")
    rng = stream("ledger monitored")
    rows = []
    for home, members in _homes(town, "monitored"):
        head, risk = members[0], rng.choice(("因病", "因学", "缺劳动力", "因意外事故"))
        kind = rng.choice(("脱贫不稳定户", "边缘易致贫户", "突发严重困难户"))
        for p in members:
            rows.append((len(rows) + 1, home.village, team_as(2, home.team), head.name, head.id_no, len(members), p.name, p.id_no,
                         "户主" if p is head else p.relation, GROUP_NAMES["monitored"],
                         "脱贫户" if kind[:2] == "脱贫" else "一般农户", kind, risk,
                         day_as("cn", p.groups["monitored"]), "否", phone_as(rng, p.phone)))
    with sheets.workbook(folder / "17 防返贫监测对象台账.xlsx") as book:
        sheet = book.add_worksheet("监测对象")
        sheets.put_table(sheet, book.styles, 0, header, rows, {4: 21, 7: 21})


def changes(town: Town, folder: Path) -> None:
    """Who died, moved or left, and who is away: two sheets."""
    gone = [p for p in town.people if p.left_on]
    header = ("序号", "所属村", "组别", "姓名", "性别", "身份证号码", "人员类别", "纳入时间", "死亡日期", "退出日期", "退出原因", "备注")
    rows = [(n, p.village, team_as(0, p.team), p.name, sex(p.gender), p.id_no if p.shows_id else "",
             "、".join(GROUP_NAMES[g] for g in GROUP_NAMES if g in p.groups), day_as("iso", p.since),
             day_as("iso", p.died_on), day_as("iso", p.left_on), p.left_reason, "")
            for n, p in enumerate(sorted(gone, key=lambda p: (p.left_on, p.pid)), 1)]
    away_header = ("序号", "所属村", "组别", "姓名", "身份证号码", "外出起始日期", "外出截止日期", "外出原因", "备注")
    words = {"hospital": "住院", "work": "务工", "relatives": "投亲"}
    away = sorted(((a, p) for p in town.people for a in p.absences if not p.left_on), key=lambda x: (x[0].first, x[1].pid))
    away_rows = [(n, p.village, team_as(0, p.team), p.name, p.id_no if p.shows_id else "", day_as("cn", a.first),
                  day_as("cn", a.last), words[a.reason], "" if a.last else "未归") for n, (a, p) in enumerate(away, 1)]
    with sheets.workbook(folder / "18 人员变动台账.xlsx") as book:
        for name, heads, lines in (("退出", header, rows), ("外出住院", away_header, away_rows)):
            sheet = book.add_worksheet(name)
            sheets.title(sheet, book.styles, f"青溪镇重点人群变动台账（{name}）", len(heads))
            sheets.put_table(sheet, book.styles, 1, heads, lines, {5: 21})
