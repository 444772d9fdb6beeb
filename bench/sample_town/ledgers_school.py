"""06 school registers, 10 talks, home visits and calls."""

from __future__ import annotations

from pathlib import Path

from . import sheets, texts
from .clock import stream
from .model import (
    Town,
)
from .places import COUNTY
from .schools import SCHOOLS
from .shapes import day_as, phone_as, sex


def school_registers(town: Town, folder: Path) -> None:
    """GB18030, header row 1, headings of the national school register; all pupils of the school."""
    header = sheets.headings(
        "学校名称 年级 班级 姓名 性别 出生日期 身份证件类型 身份证件号 学籍号 民族 户口性质 就读方式 "
        "是否留守儿童 是否孤儿 是否烈士或优抚子女 是否享受一补 现住址 成员1姓名 成员1关系 "
        "成员1联系电话 成员1是否监护人"
    )
    for school in SCHOOLS:
        rng = stream("register " + school.name)
        rows = [header]
        for p in sorted(
            (p for p in town.people if p.school == school.name), key=lambda p: (p.class_name, p.pid)
        ):
            behind = "left_behind_children" in p.groups and not p.left_on
            name, relation, phone = p.guardian
            rows.append(
                [
                    school.name,
                    p.class_name[:3],
                    p.class_name,
                    p.name,
                    sex(p.gender),
                    f"{p.birth:%Y%m%d}",
                    "居民身份证",
                    p.id_no,
                    "G" + p.id_no,
                    "汉族",
                    "农业户口",
                    "住校" if p.boarding else "走读",
                    "是" if behind else "否",
                    "是" if "orphans" in p.groups else "否",
                    "否",
                    "是" if "minimum_living" in p.groups else "否",
                    COUNTY + p.address,
                    name,
                    relation,
                    phone_as(rng, phone),
                    "是",
                ]
            )
        sheets.save_text(folder / f"06 学籍表_{school.name}.csv", rows, "gb18030")


def talks(town: Town, folder: Path) -> None:
    rng = stream("ledger talks")
    rows = [
        [
            "序号",
            "学校",
            "班级",
            "学生姓名",
            "学籍号",
            "谈话教师",
            "谈话时间",
            "谈话地点",
            "交流谈心的内容",
            "交谈后效果",
        ]
    ]

    for c in [c for c in town.contacts if c.ledger == "talk"]:
        p = c.person
        rows.append(
            [
                len(rows),
                p.school,
                p.class_name,
                p.name,
                "G" + p.id_no,
                c.by,
                day_as("iso", c.day),
                c.place,
                c.text,
                texts.effect(rng),
            ]
        )
    sheets.save_text(folder / "10 谈心谈话记录.csv", rows, "utf-8-sig")


def home_visits(town: Town, folder: Path) -> None:
    """A sheet a school; 家访形式 says whether it was a visit, a call or a video call."""
    header = sheets.headings(
        "序号 班级 学生姓名 学籍号 家访教师 家访日期 家访形式 家访目的 家访内容 家长意见与建议 后续跟进计划"
    )
    aims = ("了解家庭情况", "沟通学习情况", "假期安全提醒", "了解监护情况", "反馈在校表现")
    wishes = ("", "", "无", "希望多关注", "希望辅导数学", "感谢老师", "请老师多督促")
    plans = ("", "持续关注", "下月再访", "安排学习伙伴", "告知儿童主任")
    with sheets.workbook(folder / "10-2 家访记录.xlsx") as book:
        for index, school in enumerate(SCHOOLS):
            rng = stream("ledger home " + school.name)
            sheet, styles = book.add_worksheet(school.name), book.styles
            sheets.title(sheet, styles, f"{school.name}家访记录表", len(header))
            sheets.put_row(
                sheet, styles, 1, (f"填报单位：{school.name}", "", "", "", "", "填报日期：2026.1.20"), "line"
            )
            style = ("cn", "dots", "excel")[index]
            found = [c for c in town.contacts if c.ledger == "home" and c.person.school == school.name]
            rows = [
                (
                    n,
                    c.person.class_name,
                    c.person.name,
                    "G" + c.person.id_no,
                    c.by,
                    day_as(style, c.day),
                    c.kind_cn,
                    rng.choice(aims),
                    c.text,
                    rng.choice(wishes),
                    rng.choice(plans),
                )
                for n, c in enumerate(found, 1)
            ]
            sheets.put_table(sheet, styles, 2, header, rows, {3: 22, 8: 40})
