"""Plans of people's lists: rosters of one group, mixed village lists, school registers, assistance files."""

from __future__ import annotations

import random

from tests.random_parts import extras, headings, people, writing
from tests.random_parts.cells import Cell, Column, Values
from tests.random_parts.groups import GROUPS, LISTS, WHO
from tests.random_parts.plans import Plan, columns_of, grouped, place_of, some, writer

P, H, G, K = "person", "home", "guardian", "helper"


def crowd(rng: random.Random, who: str, number: int) -> list[Values]:
    return [people.person(rng, who, one, rng.choice(people.VILLAGES)) for one in people.names(rng, number)]


def count(rng: random.Random) -> int:
    return rng.choice((3, 5, 8, 12, 20, 35))


def roster(rng: random.Random) -> Plan:
    """A roster of one group, or of several with a group column."""
    mixed = rng.random() < 0.4
    group = rng.choice(tuple(GROUPS))
    listed = rng.choice(("children", "elders", "mixed")) if mixed else ""
    who = {"children": "child", "elders": "elder", "mixed": "any"}.get(listed) or WHO[group]
    records = crowd(rng, who, count(rng))
    for record in records:
        record["groups"] = rng.sample(tuple(LISTS[listed]), rng.choice((1, 1, 1, 2))) if mixed else [group]
    place, village = place_of(
        rng, records, ("column", "sheets", "title", "stated", "file", "section", "address")
    )
    role = {"child": "child", "elder": "elder"}.get(who, "")
    specs = [("village", "", P)] if place == "column" else []
    specs += (
        some(rng, [("team", "", P)], 0.6)
        + [("name", role, P)]
        + some(
            rng,
            [("gender", "", P), ("id_no", "", P), ("birth_date", "", P), ("age", "", P), ("ethnic", "", P)],
            0.7,
        )
    )
    if mixed:
        specs.append(("groups", "child" if listed == "children" else "", P))
    specs += some(
        rng,
        [
            ("phone", "", P),
            ("address", "", P),
            ("hukou_address", "", P),
            ("health", "", P),
            ("disability_level", "", P),
            ("since", "", P),
        ],
        0.45,
    )
    if place == "address" and not any(spec[0] == "address" for spec in specs):
        specs.append(("address", "", P))
    if who == "child":
        specs += some(rng, [("schooling", "", P), ("boarding", "", P), ("risk", "", P)], 0.35)
        specs += some(
            rng,
            [
                ("guardian_name", "", G),
                ("guardian_relation", "", G),
                ("guardian_phone", "", G),
                ("guardian_address", "", G),
            ],
            0.5,
        )
    specs += (
        some(rng, [("head_name", "", H), ("household_size", "", H), ("relation_to_head", "", H)], 0.2)
        if rng.random() < 0.4
        else []
    )
    helped = rng.random() < 0.25
    if helped:
        for record in records:
            record |= people.helper(rng)
        specs += [
            ("helper_name", "", K),
            *some(rng, [("helper_unit", "", K), ("helper_position", "", K), ("helper_phone", "", K)], 0.6),
        ]
    if rng.random() < 0.5:
        specs.append(("note", "", "note"))
    columns = columns_of(
        rng, specs, styles={"groups": grouped(LISTS.get(listed, {}), several=rng.random() < 0.5)}
    )
    if rng.random() < 0.35:
        columns += extras.bare(rng, rng.randint(1, 3), avoid=("文化程度",))
    if who == "child" and rng.random() < 0.25:
        columns += extras.parents(rng)
    title = rng.choice(("特殊群体", "关爱服务对象", "重点人群")) if mixed else rng.choice(GROUPS[group])
    titles = tuple(
        f"{{place}}{title}{word}"
        for word in ("花名册", "基本情况登记表", *(() if helped else ("台账", "信息统计表", "情况一览表")))
    )
    return Plan(
        "roster",
        "roster",
        titles,
        columns,
        records,
        {} if mixed else {"groups": frozenset([group])},
        place=place,
        village=village,
    )


def village_list(rng: random.Random) -> Plan:
    """三留守及独居老人信息登记表 (domain.md 2.3): no ID; the group in a column or as lines between the rows."""
    records = crowd(rng, "any", count(rng))
    for record in records:
        record["groups"] = [rng.choice(tuple(LISTS["mixed"]))]
    place, village = place_of(rng, records, ("column", "sheets", "title", "stated", "file"))
    by_line = rng.random() < 0.35
    specs = ([("village", "", P)] if place == "column" else []) + ([] if by_line else [("groups", "", P)])
    specs += [
        ("team", "", P),
        ("name", "", P),
        ("gender", "", P),
        ("age", "", P),
        *some(rng, [("phone", "", P), ("address", "", P)], 0.8),
        *some(rng, [("note", "", "note")], 0.7),
    ]
    columns = columns_of(rng, specs, styles={"groups": grouped(LISTS["mixed"], several=False)})
    return Plan(
        "roster",
        "village list",
        (
            "{place}三留守及独居老人信息登记表",
            "{place}“三留守”人员及独居老人登记表",
            "{place}三留守人员摸底表",
        ),
        columns,
        records,
        place=place,
        village=village,
        sections="groups" if by_line else "",
    )


FLAGS = {
    "left_behind_children": ("是否留守儿童", "是否农村留守儿童", "是否留守"),
    "orphans": ("是否孤儿",),
    "minimum_living": ("是否低保", "是否低保户", "是否低保家庭", "是否享受低保"),
    "hardship_home": ("是否五保户（*）", "是否五保户"),
    "children_in_difficulty": ("是否困境儿童",),
    "children_without_care": ("是否事实无人抚养儿童", "是否事实无人抚养"),
}
PUPILS = {
    "是否独生子女": "是否",
    "是否受过学前教育": "是否",
    "是否需要申请资助": "是否",
    "是否享受一补": "是否",
    "是否进城务工人员随迁子女": "是否",
    "是否单亲家庭子女（*）": "是否",
}


def register(rng: random.Random) -> Plan:
    """A school's register with yes/no columns (domain.md 2.5)."""
    many = rng.random() < 0.25
    school = rng.choice(tuple(people.SCHOOLS))
    records = []
    for record in crowd(rng, "primary", count(rng)):
        own = rng.choice(tuple(people.SCHOOLS)) if many else school
        record["school"], record["class_path"] = own, rng.choice(people.classes(own))
        records.append(record)
    flags = rng.sample(tuple(FLAGS), rng.randint(2, 4))
    for record in records:
        record |= {f"flag:{group}": rng.random() < 0.4 for group in flags}
    place = "column" if many else rng.choice(("column", "title", "file", "stated", "sheets"))
    specs = [("school", "", P)] if place == "column" else []
    specs += (
        some(rng, [("student_no", "", P)], 0.6)
        + [("name", "pupil", P)]
        + some(rng, [("gender", "", P), ("birth_date", "", P), ("id_no", "", P), ("ethnic", "", P)], 0.7)
    )
    columns = columns_of(rng, specs) + class_columns(rng)
    for group in flags:
        columns.append(
            Column(
                f"flag:{group}",
                (headings.decorate(rng, rng.choice(FLAGS[group])),),
                writer(rng, f"flag:{group}", None),
                "flags",
            )
        )
    columns += columns_of(
        rng,
        some(
            rng,
            [
                ("boarding", "", P),
                ("guardian_name", "", G),
                ("guardian_relation", "", G),
                ("guardian_phone", "", G),
                ("address", "", P),
                ("note", "", "note"),
            ],
            0.4,
        ),
    )
    for word in rng.sample(tuple(PUPILS), rng.randint(0, 2)):
        columns.append(Column("", (word,), extras.cell_of(lambda rng: rng.choice("是否")), "flags"))
    titles = ("{place}学生学籍信息表", "{place}在校学生花名册", "{place}学生基本信息表")
    return Plan(
        "roster",
        "register",
        titles,
        columns,
        records,
        place=place,
        school=school,
        bare_top=rng.random() < 0.4,
        unchecked=("unit",),
    )


def class_columns(rng: random.Random) -> list[Column]:
    """The class in one column, or grade and class in two."""
    forms = (
        "{g}年级{n}班",
        "{g}年级（{n}）班",
        "{g}（{n}）班",
        "{d}0{n}班",
        "{g}年级{c}班",
        "{g}.{n}班",
        "{g}{n}班",
    )
    form = rng.choice(forms)
    if rng.random() < 0.6:
        return [Column("class_name", (headings.heading(rng, "class_name"),), class_writer(form), P)]
    short = rng.choice(("{n}班", "（{n}）班", "{n}", "{c}班", "{n}班"))
    grade = rng.choice(("{g}年级", "{g}年级", "{d}年级"))
    return [
        Column("grade", (headings.decorate(rng, "年级"),), class_writer(grade, "grade"), P),
        Column("class_name", (headings.heading(rng, "class_name"),), class_writer(short), P),
    ]


def class_writer(form: str, says: str = "class"):
    def write(rng: random.Random, values: Values):
        path = str(values["class_path"])
        number = path[3:-1]
        grade = "零一二三四五六七八九".index(path[0])
        text = form.format(g=path[0], n=number, c=writing.chinese(int(number)), d=grade)
        back = {} if says == "grade" else {"class": f"{people.TOWN}/{values['school']}/{path}"}
        return Cell(text, int(text) if text.isdigit() and len(text) == 1 else None), back

    return write
