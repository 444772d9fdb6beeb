"""Plans with households: assistance family and member files (domain.md 2.6), rosters merged by household."""

from __future__ import annotations

import random

from tests.random_parts import extras, people
from tests.random_parts.cells import Cell, Values
from tests.random_parts.plans import Plan, columns_of, place_of, some
from tests.random_parts.rosters import H, P, count, crowd

SCHEMES = {
    "minimum_living": ("农村低保", "城市低保"),
    "hardship_home": ("特困人员",),
    "near_threshold": ("低保边缘",),
}


def homes(rng: random.Random, number: int) -> list[list[Values]]:
    """Households with their members, the head first."""
    found = []
    for head in crowd(rng, "any", number):
        members = [head]
        for own in people.names(rng, rng.choice((0, 1, 1, 2, 3))):
            members.append(
                people.person(rng, "any", own, str(head["village"]))
                | {"relation_to_head": rng.choice(("配偶", "子", "女", "孙子", "母亲"))}
            )
        common = {
            "head_name": head["name"],
            "head_id": head["id_no"],
            "household_size": len(members),
            "address": head["address"],
            "team": head["team"],
        }
        for member in members:
            member |= common
        head["relation_to_head"] = rng.choice(("户主", "本人"))
        found.append(members)
    return found


def family_file(rng: random.Random) -> Plan:
    """One row a household: 农村低保家庭查询_20260115."""
    group = rng.choice(tuple(SCHEMES))
    records = [members[0] for members in homes(rng, count(rng))]
    specs = [
        ("village", "", P),
        ("head_name", "", H),
        ("head_id", "", H),
        ("household_size", "", H),
        *some(rng, [("phone", "", P), ("address", "", H), ("since", "", H), ("note", "", "note")], 0.6),
    ]
    columns = columns_of(rng, specs) + extras.bare(rng, rng.randint(0, 2), avoid=("文化程度",))
    file = f"{rng.choice(SCHEMES[group])}家庭查询_{rng.choice(('20260115', '20251231'))}"
    return Plan(
        "roster",
        "family file",
        ("",),
        columns,
        records,
        {"groups": frozenset([group])},
        ("name", "id_no"),
        file=file,
        bare_top=True,
    )


def member_file(rng: random.Random) -> Plan:
    """One row a person, joined to the family by the head's ID."""
    group = rng.choice(tuple(SCHEMES))
    records = [member for members in homes(rng, max(3, count(rng) // 2)) for member in members]
    specs = [
        ("village", "", P),
        ("name", "", P),
        ("id_no", "", P),
        ("head_name", "", H),
        ("head_id", "", H),
        ("relation_to_head", "", H),
    ]
    specs += some(
        rng,
        [
            ("gender", "", P),
            ("birth_date", "", P),
            ("ethnic", "", P),
            ("health", "", P),
            ("disability_level", "", P),
            ("phone", "", P),
            ("since", "", P),
        ],
        0.5,
    )
    columns = columns_of(rng, specs) + extras.bare(rng, rng.randint(0, 2), avoid=("文化程度",))
    file = f"{rng.choice(SCHEMES[group])}人员查询_{rng.choice(('20260115', '20251231'))}"
    return Plan(
        "roster",
        "member file",
        ("",),
        columns,
        records,
        {"groups": frozenset([group])},
        file=file,
        bare_top=True,
    )


def household_roster(rng: random.Random) -> Plan:
    """Persons under a household whose own cells are merged down."""
    records = [member for members in homes(rng, max(3, count(rng) // 2)) for member in members]
    place, village = place_of(rng, records, ("column", "title", "stated", "sheets"))
    specs = [("village", "", H)] if place == "column" else []
    specs += [
        ("head_name", "", H),
        *some(rng, [("head_id", "", H), ("household_size", "", H), ("address", "", H)], 0.7),
        ("name", "", P),
        ("relation_to_head", "", P),
        ("id_no", "", P),
    ]
    specs += some(rng, [("gender", "", P), ("age", "", P), ("health", "", P), ("note", "", "note")], 0.5)
    columns = columns_of(rng, specs)
    for column in columns:
        column.merge = column.block == H
    titles = ("{place}低保家庭成员花名册", "{place}农村低保对象花名册", "{place}低保户基本情况登记表")
    return Plan(
        "roster",
        "household roster",
        titles,
        columns,
        records,
        {"groups": frozenset(["minimum_living"])},
        place=place,
        village=village,
    )


def members_in_a_cell(rng: random.Random) -> Plan:
    """家庭成员姓名 and 家庭成员身份证号 with several persons in one cell, each of whom must come back."""
    families = homes(rng, count(rng))
    records = []
    for members in families:
        records.append(members[0] | {"members": members})
    specs = [("village", "", P), ("head_name", "", H), ("head_id", "", H), ("household_size", "", H)]
    columns = columns_of(rng, specs)
    sign = rng.choice(("、", " ", "，", "；", "\n", "/"))
    from tests.random_parts.cells import Column
    from tests.random_parts.headings import decorate

    def writer(field: str):
        def write(rng, values):
            return Cell(sign.join(str(one[field]) for one in values["members"])), {}

        return write

    columns.append(Column("members:name", (decorate(rng, "家庭成员姓名"),), writer("name"), P))
    columns.append(Column("members:id_no", (decorate(rng, "家庭成员身份证号"),), writer("id_no"), P))
    return Plan(
        "roster",
        "members in a cell",
        ("{place}特困人员家庭花名册", "{place}农村特困供养家庭情况表"),
        columns,
        records,
        {"groups": frozenset(["hardship_home"])},
        ("unit",) if False else (),
    )
