"""Vertical forms, one household, child or talk a sheet (domain.md 2.2, 2.7, 2.9)."""

from __future__ import annotations

import random
from decimal import Decimal

from tests.random_parts import faults, header, people, works
from tests.random_parts.cells import BLANK, TODAY, Cell, Fault, Row, SheetPlan, Values, letter
from tests.random_parts.plans import columns_of
from tests.random_parts.rosters import crowd
from tests.random_parts.truth import Book

INDICATORS = (
    ("head_name", "户主姓名", "D03001", "—"),
    ("head_id", "户主身份证号", "D03002", "—"),
    ("phone", "户主联系方式", "D03003", "—"),
    ("", "家庭类型", "D03004", "—"),
    ("household_size", "家庭人口", "D03005", "人"),
    ("address", "家庭住址", "D03006", "—"),
    ("need_people", "需救助人口", "D03007", "人"),
    ("cash", "已发放救助款", "D03008", "元"),
    ("goods_value", "已发放救助物资折款", "D03009", "元"),
    ("pay_form", "救助资金发放形式", "D03010", "—"),
)


def relief_forms(rng: random.Random) -> Book:
    """应急统表10: 指标名称 | 代码 | 计量单位 | 数量."""
    book = Book(
        [],
        about=["relief forms"],
        ledger_on=people.day_between(rng, TODAY.replace(year=2025, month=11), TODAY),
    )
    shown = [
        one
        for one in INDICATORS
        if one[0] in ("head_name", "head_id", "address", "cash") or rng.random() < 0.8
    ]
    columns = {
        column.field: column for column in columns_of(rng, [(one[0], "", "x") for one in shown if one[0]])
    }
    village = rng.choice(people.VILLAGES)
    for number, record in enumerate(crowd(rng, "adult", rng.randint(1, 6)), 1):
        record |= {"head_name": record["name"], "head_id": record["id_no"]} | works.amounts(rng)
        record["address"] = str(record["address"]).replace(str(record["village"]), village)
        name = rng.choice((f"{record['name']}", f"户{number}", f"Sheet{number}"))
        grid, values, wrong = form_of(rng, book, record, shown, columns, village)
        book.sheets.append(SheetPlan(name, grid, [(0, 0, 0, 3)]))
        if wrong:
            book.faults.append(Fault(name, wrong[0], letter(3), wrong[1]))
        book.rows.append(
            Row("relief", name, None, f"{people.TOWN}/{village}", values | {"relief_item": "winter_living"})
        )
    return book


def form_of(rng: random.Random, book: Book, record: Values, shown: list[tuple], columns: dict, village: str):
    day = book.ledger_on
    grid = [
        [Cell("受灾人员冬春生活政府救助人口一览表"), BLANK, BLANK, BLANK],
        [BLANK, BLANK, BLANK, Cell("应急统表10")],
        [
            Cell(f"填报单位(盖章)：{people.TOWN}{village}村民委员会".replace("村村民", "村村民")),
            BLANK,
            BLANK,
            Cell(f"{day.year}年{day.month}月"),
        ],
        [Cell("指标名称"), Cell("代码"), Cell("计量单位"), Cell("数量")],
        [Cell("甲"), Cell("乙"), Cell("丙"), Cell("1")],
    ]
    values: Values = {}
    wrong = None
    spoiled = (
        rng.choice([one[0] for one in shown if one[0] in ("head_id", "cash", "need_people")])
        if rng.random() < 0.15
        else ""
    )
    for field, label, code, unit in shown:
        cell = Cell("一般户")
        if field:
            cell, back = columns[field].write(rng, record)
            values |= back
        if field and field == spoiled:
            cell, what, _ = faults.of(rng, columns[field], record, "relief")
            values[field], wrong = None, (len(grid) + 1, what)
        grid.append(
            [
                Cell(label + ("(元)" if unit == "元" and rng.random() < 0.3 else "")),
                Cell(code),
                Cell(unit),
                cell,
            ]
        )
    grid.append(
        [
            Cell(f"单位负责人：{people.name(rng)}"),
            Cell(f"统计负责人：{people.name(rng)}"),
            Cell(f"填表人：{people.name(rng)}"),
            Cell(f"报出日期：{day.year}年{day.month}月{day.day}日"),
        ]
    )
    return grid, values, wrong


CHILD = (
    (("name", "姓名"), ("gender", "性别"), ("birth_date", "出生日期")),
    (("ethnic", "民族"), ("id_no", "公民身份号码")),
    (("address", "家庭住址"), ("phone", "联系电话")),
    (("schooling", "就学情况"), ("boarding", "是否学校寄宿")),
    (
        ("guardian_name", "监护人姓名"),
        ("guardian_relation", "与儿童关系"),
        ("guardian_phone", "监护人联系电话"),
    ),
    (("note", "备注"),),
)
TALK = (
    (("name", "学生姓名"), ("class", "班级")),
    (("contact_by", "教师姓名"), ("contact_on", "谈话时间")),
    (("contact_place", "谈话地点"),),
    (("contact_text", "谈话内容"),),
    (("found_problem", "学生存在问题"),),
)


def person_forms(rng: random.Random) -> Book:
    """农村留守儿童基本情况登记表, one child a sheet: labels with their values to the right."""
    book = Book(
        [],
        about=["child forms"],
        ledger_on=people.day_between(rng, TODAY.replace(year=2025, month=11), TODAY),
    )
    fields = [field for row in CHILD for field, _ in row]
    columns = {column.field: column for column in columns_of(rng, [(field, "", "x") for field in fields])}
    for record in crowd(rng, "child", rng.randint(1, 5)):
        day, village = book.ledger_on, str(record["village"])
        grid = [
            row_of(6, Cell("农村留守儿童基本情况登记表")),
            row_of(
                6,
                Cell(f"填报单位:(盖章) {people.TOWN}{village}"),
                (4, Cell(f"填报日期:{day.year}年{day.month}月{day.day}日")),
            ),
        ]
        values: Values = {"groups": frozenset(["left_behind_children"])}
        for pairs in CHILD:
            cells = [BLANK] * 6
            for at, (field, label) in enumerate(pairs):
                cell, back = columns[field].write(rng, record)
                values |= back
                cells[at * 2], cells[at * 2 + 1] = Cell(header.headings.decorate(rng, label)), cell
            grid.append(cells)
        grid.append(
            row_of(
                6,
                Cell(f"单位负责人(签名)：{people.name(rng)}"),
                (3, Cell(f"填表人(签名)：{people.name(rng)}")),
            )
        )
        name = str(record["name"])
        book.sheets.append(SheetPlan(name, grid, [(0, 0, 0, 5)]))
        book.rows.append(Row("roster", name, None, f"{people.TOWN}/{village}", values))
    return book


def talk_forms(rng: random.Random) -> Book:
    """A talk a sheet (谈心谈话记录表)."""
    book = Book([], about=["talk forms"])
    school = rng.choice(tuple(people.SCHOOLS))
    columns = {
        column.field: column
        for column in columns_of(
            rng,
            [
                ("name", "", "x"),
                ("contact_by", "talk", "x"),
                ("contact_on", "talk", "x"),
                ("contact_place", "", "x"),
                ("contact_text", "talk", "x"),
                ("found_problem", "", "x"),
            ],
        )
    }
    for number, record in enumerate(crowd(rng, "primary", rng.randint(1, 5)), 1):
        record |= {
            "contact_on": people.day_between(rng, TODAY.replace(year=2025, month=9), TODAY),
            "contact_by": people.name(rng),
            "contact_place": "教室",
            "contact_text": rng.choice(works.TEXTS),
            "found_problem": rng.choice(("成绩下滑", "不爱说话")),
        }
        path = rng.choice(people.classes(school))
        grid = [row_of(4, Cell(f"{school}学生谈心谈话记录表"))]
        values: Values = {
            "contact_kind": "talk",
            "contact_precision": "day",
            "class": f"{people.TOWN}/{school}/{path}",
        }
        for pairs in TALK:
            cells = [BLANK] * 4
            for at, (field, label) in enumerate(pairs):
                cell, back = columns[field].write(rng, record) if field != "class" else (Cell(path), {})
                values |= back
                cells[at * 2], cells[at * 2 + 1] = Cell(label), cell
            grid.append(cells)
        name = f"{number}"
        book.sheets.append(SheetPlan(name, grid, [(0, 0, 0, 3)]))
        book.rows.append(Row("contacts", name, None, None, values))
    return book


def row_of(width: int, first: Cell, *others: tuple[int, Cell]) -> list[Cell]:
    cells = [first, *[BLANK] * (width - 1)]
    for at, cell in others:
        cells[at] = cell
    return cells


_ = Decimal
