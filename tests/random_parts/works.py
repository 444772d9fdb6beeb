"""Plans of what is done for people: pairing, contacts, relief, houses, units."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

from tests.random_parts import extras, headings, people, writing
from tests.random_parts.cells import BLANK, TODAY, Cell, Column, Values
from tests.random_parts.groups import GROUPS, LISTS, WHO
from tests.random_parts.plans import Plan, columns_of, grouped, place_of, some
from tests.random_parts.rosters import P, count, crowd

EVERYWHERE = ("column", "sheets", "title", "stated", "file", "section", "address")


def with_unit(
    rng: random.Random, records: list[Values], ways: tuple[str, ...] = EVERYWHERE
) -> tuple[str, str, list]:
    """(place, the one village, specs that say where a row belongs)."""
    place, village = place_of(rng, records, ways)
    specs = [("village", "", P)] if place == "column" else [("address", "", P)] if place == "address" else []
    return place, village, specs + some(rng, [("team", "", P)], 0.3)


def pairing(rng: random.Random) -> Plan:
    group = rng.choice(
        ("left_behind_children", "children_in_difficulty", "elderly_alone", "orphans", "hardship_home")
    )
    records = crowd(rng, WHO[group], count(rng))
    helpers = [people.helper(rng) for _ in range(max(2, len(records) // 2))]
    for record in records:
        record |= rng.choice(helpers) | {
            "paired_on": people.day_between(rng, date(2024, 9, 1), date(2025, 12, 20)),
            "groups": [group],
        }
    place, village, specs = with_unit(rng, records, ("column", "sheets", "title", "stated", "address"))
    specs += [
        ("name", "helped", P),
        *some(rng, [("gender", "", P), ("age", "", P), ("id_no", "", P), ("phone", "", P)], 0.5),
        ("helper_name", "", "helper"),
    ]
    specs += some(
        rng,
        [
            ("helper_unit", "", "helper"),
            ("helper_position", "", "helper"),
            ("helper_phone", "", "helper"),
            ("helper_kind", "", "helper"),
        ],
        0.6,
    )
    specs += some(rng, [("paired_on", "", "pair"), ("note", "", "note")], 0.7)
    columns = columns_of(rng, specs) + extras.bare(
        rng,
        rng.choice((0, 0, 1, 2)),
        avoid=("班主任", "儿童主任", "信息采集人", "信息采集人联系电话", "服务需求"),
    )
    words = rng.choice(GROUPS[group])
    return Plan(
        "pairing",
        "pairing",
        (
            f"{{place}}{words}结对帮扶台账",
            f"{{place}}{words}“一对一”结对关爱花名册",
            f"{{place}}{words}结对帮扶情况统计表",
        ),
        columns,
        records,
        {"groups": frozenset([group])},
        place=place,
        village=village,
    )


MODES = {
    "visit": ("走访台账", "走访记录表", "入户走访登记表"),
    "elder": ("老人探访记录", "探访登记表"),
    "home": ("家访记录表", "家访情况登记表"),
    "talk": ("谈心谈话记录", "学生谈心记录表"),
    "call": ("电话联系记录", "电话联系登记表"),
    "condolence": ("慰问走访记录",),
}
OWN_KIND = {
    "visit": "visit",
    "elder": "visit",
    "home": "home_visit",
    "talk": "talk",
    "call": "phone",
    "condolence": "condolence",
}
KINDS = {
    "visit": {
        "visit": ["日常走访", "定期回访", "特殊走访", "入户走访", "上门"],
        "phone": ["电话走访", "电话走访", "电话走访", "电话联系", "电话"],
    },
    "elder": {
        "visit": ["上门探访", "入户探访", "见面"],
        "phone": ["电话探访", "电话", "电话问候"],
        "video": ["视频探访", "视频", "微信视频"],
    },
    "home": {
        "home_visit": ["上门走访", "入户家访", "上门家访"],
        "phone": ["电话沟通", "电话家访", "电话"],
        "video": ["视频连线", "视频连线", "视频"],
    },
}
TEXTS = (
    "了解近期生活情况，一切正常",
    "询问身体状况并提醒按时服药",
    "交流学习情况，鼓励其努力学习",
    "检查用电用火安全",
    "家中柴火充足，情绪稳定",
    "与监护人沟通，叮嘱注意安全",
)


def contacts(rng: random.Random) -> Plan:
    mode = rng.choice(tuple(MODES))
    year = rng.choice((2025, 2025, 2026, None))
    first, last = (
        (date(2025, 1, 1), date(2025, 12, 31))
        if year == 2025
        else (date(2026, 1, 1), TODAY)
        if year
        else (date(2024, 11, 21), TODAY)
    )
    who = {"home": "primary", "talk": "primary", "elder": "elder"}.get(mode, "any")
    workers, records = people.names(rng, 4), []
    subjects = crowd(rng, who, max(2, count(rng) // 2))
    own_kind = mode in KINDS and rng.random() < 0.7
    for _ in range(count(rng)):
        record = dict(rng.choice(subjects))
        record |= {
            "contact_on": people.day_between(rng, first, last),
            "contact_by": rng.choice(workers),
            "contact_text": rng.choice(TEXTS),
            "minutes": rng.choice((10, 20, 30, 45)),
            "contact_place": rng.choice(("家中", "学校操场", "办公室")),
            "found_problem": rng.choice(("", "", "屋顶漏水", "药品不足")),
            "contact_met": rng.choice(("本人", "监护人", "邻居")),
            "contact_kind": rng.choice(tuple(KINDS[mode])) if own_kind else OWN_KIND[mode],
            "groups": [rng.choice(tuple(LISTS["visited"]))],
        }
        record["entered_on"] = min(record["contact_on"] + timedelta(days=rng.randrange(5)), TODAY)
        records.append(record)
    place, village, specs = with_unit(rng, records)
    specs += [
        ("name", "visited", P),
        *some(rng, [("id_no", "", P), ("phone", "", P)], 0.4),
        ("contact_on", mode, "visit"),
        *some(rng, [("contact_by", mode, "visit")], 0.8),
    ]
    specs += [("contact_kind", mode, "visit")] if own_kind else []
    specs += some(
        rng,
        [
            ("contact_text", mode, "visit"),
            ("found_problem", "", "visit"),
            ("minutes", "", "visit"),
            ("contact_place", "", "visit"),
            ("contact_met", "", "visit"),
            ("entered_on", "", "visit"),
        ],
        0.35,
    )
    grouping = mode == "visit" and rng.random() < 0.4
    specs += ([("groups", "assist", P)] if grouping else []) + some(rng, [("note", "", "note")], 0.3)
    columns = columns_of(
        rng,
        specs,
        year,
        {
            "groups": grouped(LISTS["visited"], False),
            "contact_kind": lambda rng: writing.choices(rng, KINDS[mode]),
        },
    )
    titles = tuple(f"{{place}}{f'{year}年' if year else ''}{word}" for word in MODES[mode])
    fixed = {} if own_kind else {"contact_kind": OWN_KIND[mode]}
    return Plan(
        "contacts",
        f"contacts {mode}",
        titles,
        columns,
        records,
        fixed | {"contact_precision": "day"},
        place=place,
        village=village,
        year=year,
    )


RELIEF = {
    "winter_living": ("冬春生活救助台账", "受灾人员冬春生活政府救助人口台账", "冬春救助资金发放花名册"),
    "minimum_living_q1": ("2026年一季度低保金发放表", "一季度低保金发放花名册"),
    "hardship_pay": ("特困供养金发放表",),
    "condolence": ("春节慰问台账", "元旦春节慰问发放表", "2026年春节慰问花名册"),
}
STEPS = ("surveyed_on", "reviewed_on", "published_on", "approved_on", "paid_on", "received_on")


def relief(rng: random.Random) -> Plan:
    item = rng.choice(("winter_living", "winter_living", "minimum_living_q1", "hardship_pay", "condolence"))
    records = crowd(rng, "adult", count(rng))
    for record in records:
        record |= {"head_name": record["name"], "head_id": record["id_no"]} | amounts(rng) | steps(rng)
    place, village, specs = with_unit(rng, records)
    specs += [
        ("head_name", "", P),
        *some(rng, [("head_id", "", P), ("household_size", "", P), ("phone", "", P)], 0.6),
    ]
    if item == "winter_living":
        specs += some(rng, [("need_people", "", P), ("relief_category", "", P)], 0.5) + some(
            rng, [(step, "", "steps") for step in STEPS[:-1]], 0.6
        )
        specs += [
            ("cash", "", "money"),
            *some(
                rng,
                [
                    ("quilts", "", "money"),
                    ("coats", "", "money"),
                    ("goods_value", "", "money"),
                    ("pay_form", "", "money"),
                ],
                0.5,
            ),
        ]
    elif item == "condolence":
        specs += [
            ("cash", "condolence", "money"),
            *some(rng, [("goods_value", "", "money"), ("received_on", "condolence", "money")], 0.7),
        ]
    else:
        specs += [
            ("cash", "low" if item == "minimum_living_q1" else "", "money"),
            ("paid_on", "", "money"),
            *some(rng, [("pay_form", "", "money")], 0.3),
        ]
    specs += some(rng, [("note", "", "note")], 0.4)
    columns = columns_of(rng, specs) + extras.bare(rng, rng.choice((0, 0, 1)), avoid=("领导批示", "服务需求"))
    return Plan(
        "relief",
        f"relief {item}",
        tuple("{place}" + word for word in RELIEF[item]),
        columns,
        records,
        {"relief_item": item},
        ("name", "id_no", "groups"),
        place=place,
        village=village,
    )


def amounts(rng: random.Random) -> Values:
    return {
        "cash": rng.choice((Decimal(200), Decimal(500), Decimal("683.5"), Decimal(1200), Decimal(2430))),
        "goods_value": rng.choice((Decimal(100), Decimal(150), Decimal("98.8"))),
        "quilts": rng.randrange(0, 4),
        "coats": rng.randrange(0, 4),
        "need_people": rng.randint(1, 5),
        "pay_form": rng.choice(("一卡通", "现金", "银行转账")),
        "relief_category": rng.choice(("住房倒塌损坏", "农作物减产绝收", "致伤致残")),
    }


def steps(rng: random.Random) -> Values:
    """Each step some days after the one before; the later ones not yet reached."""
    day, found = people.day_between(rng, date(2025, 9, 25), date(2025, 11, 20)), {}
    for step in STEPS:
        found[step] = day if day <= TODAY else None
        day += timedelta(days=rng.randrange(3, 25))
    return found


USES = (
    ("是", "否"),
    ("有人居住", "无人居住"),
    ("自住", "空置"),
    ("√", "×"),
    ("居住", "闲置"),
    ("是", "不是"),
)


def houses(rng: random.Random) -> Plan:
    records = crowd(rng, "adult", count(rng))
    for at, record in enumerate(records):
        day = people.day_between(rng, date(2025, 3, 1), date(2025, 8, 30))
        record |= {
            "head_name": record["name"],
            "head_id": record["id_no"],
            "house_no": f"QX{at:04d}",
            "built_year": rng.randint(1965, 2005),
            "structure": rng.choice(("土木结构", "砖木", "砖混")),
            "lived_in": rng.random() < 0.6,
            "house_grade": rng.choice("ABCD"),
            "remedy": rng.choice(("repair", "rebuild", "resettle", "none")),
            "found_on": day,
            "remedy_started_on": day + timedelta(days=30),
            "safe_on": rng.choice((None, day + timedelta(days=120))),
            "resettled_on": rng.choice((None, day + timedelta(days=10))),
            "resettled_to": rng.choice(("", "投靠亲友", "村委会活动室")),
            "subsidy": rng.choice((Decimal(18000), Decimal(35000))),
        }
    place, village, specs = with_unit(rng, records)
    specs += [
        ("head_name", "", P),
        *some(rng, [("head_id", "", P), ("phone", "", P), ("household_size", "", P)], 0.4),
        *some(rng, [("house_no", "", "house"), ("built_year", "", "house"), ("structure", "", "house")], 0.5),
    ]
    specs += [
        ("house_grade", "", "house"),
        ("lived_in", "", "house"),
        *some(rng, [("remedy", "", "work"), ("found_on", "", "house")], 0.8),
    ]
    specs += some(
        rng,
        [
            ("remedy_started_on", "", "work"),
            ("safe_on", "", "work"),
            ("resettled_on", "", "work"),
            ("resettled_to", "", "work"),
            ("subsidy", "", "work"),
            ("note", "", "note"),
        ],
        0.5,
    )
    columns = columns_of(rng, specs, styles={"lived_in": lambda rng: writing.yes_no(rng, USES)})
    titles = ("{place}危房排查整治台账", "{place}农村危房台账", "{place}农村住房安全排查登记表")
    return Plan(
        "houses",
        "houses",
        titles,
        columns,
        records,
        {},
        ("name", "id_no", "groups"),
        place=place,
        village=village,
    )


KIND_WORDS = {
    "village": ["村", "行政村", "村"],
    "school": ["学校", "学校", "学校"],
    "class": ["班级", "班", "班级"],
    "town": ["镇", "乡镇", "镇"],
}


def units(rng: random.Random) -> Plan:
    records: list[Values] = [
        {"unit_name": people.TOWN, "unit_kind": "town", "parent_name": "", "unit": people.TOWN}
    ]
    records += [
        {"unit_name": one, "unit_kind": "village", "parent_name": people.TOWN, "unit": f"{people.TOWN}/{one}"}
        for one in people.VILLAGES
    ]
    for school in people.SCHOOLS:
        records.append(
            {
                "unit_name": school,
                "unit_kind": "school",
                "parent_name": people.TOWN,
                "unit": f"{people.TOWN}/{school}",
            }
        )
        records += [
            {
                "unit_name": one,
                "unit_kind": "class",
                "parent_name": school,
                "unit": f"{people.TOWN}/{school}/{one}",
            }
            for one in people.classes(school)
        ]
    for record in records:
        record |= {
            "responsible_name": people.name(rng),
            "responsible_position": rng.choice(("主任", "书记", "校长")),
            "responsible_phone": people.mobile(rng),
            "name_en": "Unit",
        }
    specs = [
        ("unit_name", "", P),
        ("unit_kind", "", P),
        ("parent_name", "", P),
        *some(rng, [("name_en", "", P)], 0.3),
        ("responsible_name", "", P),
    ]
    specs += some(rng, [("responsible_position", "", P), ("responsible_phone", "", P)], 0.7)
    columns = columns_of(rng, specs, styles={"unit_kind": lambda rng: writing.choices(rng, KIND_WORDS)})
    return Plan(
        "units",
        "units",
        ("青溪镇单位名录", "青溪镇单位一览表"),
        columns,
        records,
        place="none",
        bare_top=rng.random() < 0.5,
    )


def wide(rng: random.Random) -> Plan:
    """Months as columns, with ticks, days or dates in the cells; each is one contact."""
    year = rng.choice((2025, 2025, 2024))
    records = crowd(rng, rng.choice(("elder", "any")), count(rng))
    style = rng.choice(("tick", "day", "day号", "point", "full", "native", "two"))
    numbers = rng.sample(range(1, 13), 12) if rng.random() < 0.5 else range(1, rng.randint(4, 12))
    place, village, specs = with_unit(rng, records)
    specs += [
        ("name", rng.choice(("visited", "elder")), P),
        *some(rng, [("gender", "", P), ("age", "", P), ("id_no", "", P), ("phone", "", P)], 0.4),
    ]
    columns = columns_of(rng, specs)
    absent = rng.choice(("", "", "×", "—", "/", "外出"))
    form = rng.choice(("{}月", "{}月份", "{} 月", f"{year}年{{}}月", f"{year}.{{:02d}}"))
    parent = (f"{year}年走访情况",) if rng.random() < 0.3 else ()
    columns += [
        Column("month", (*parent, form.format(number)), month_writer(year, number, style, absent), "months")
        for number in sorted(numbers)
    ]
    if rng.random() < 0.3:
        columns.append(
            Column(
                "",
                (rng.choice(("服务次数", "累计走访次数", "次数")),),
                extras.cell_of(lambda rng: str(rng.randrange(1, 30))),
                "count",
            )
        )
    words = rng.choice((("走访", "visit"), ("探访", "visit"), ("电话联系", "phone"), ("家访", "home_visit")))
    titles = (
        f"{{place}}{year}年老人{words[0]}情况统计表",
        f"{{place}}{year}年度{words[0]}记录表",
        f"{{place}}{year}年{words[0]}登记表（按月）",
    )
    return Plan(
        "contacts",
        f"wide {style}",
        titles,
        columns,
        records,
        {"contact_kind": words[1]},
        ("groups",),
        place=place,
        village=village,
        year=year,
    )


def month_writer(year: int, month: int, style: str, absent: str):
    """Writes one month's cell; what comes back is {'contacts': [(day, precision), …]}."""

    def write(rng: random.Random, values: Values):
        if rng.random() < 0.3:
            return (Cell(absent) if absent else BLANK), {"contacts": []}
        if style == "tick":
            return Cell("√"), {"contacts": [(date(year, month, 1), "month")]}
        day = date(year, month, rng.randint(6, 27))
        if style == "two":
            other = date(year, month, rng.randint(1, 5))
            return Cell(f"{other.day}、{day.day}"), {"contacts": [(other, "day"), (day, "day")]}
        cell = {
            "day": Cell(str(day.day), day.day),
            "day号": Cell(f"{day.day}日"),
            "point": Cell(f"{month}.{day.day}"),
            "full": Cell(f"{year}.{month}.{day.day}"),
            "native": Cell(day.isoformat(), day, "yyyy-mm-dd"),
        }[style]
        return cell, {"contacts": [(day, "day")]}

    return write


def heading_of(rng: random.Random, field: str) -> str:
    return headings.heading(rng, field)
