"""Invented people of an invented town."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.random_parts.cells import TODAY, Values

TOWN = "青溪镇"
VILLAGES = (
    "河东村",
    "河西村",
    "石桥村",
    "梅岭村",
    "上湾村",
    "下湾村",
    "大坪村",
    "白沙村",
    "柳林村",
    "红星村",
    "青龙村",
    "枫树村",
)
SCHOOLS = {
    "青溪中心小学": ("一二三四五六", 2),
    "青溪初级中学": ("七八九", 3),
    "河东小学": ("一二三四五六", 1),
}
STRANGE_VILLAGES = ("黑石村", "东风村", "马鞍村", "云台村")
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英玉兰建华文志红梅云龙凤春雪国庆海波晓东子涵梓轩浩宇欣怡诗雨佳怡俊熙思远"
RARE = ("欧阳建国", "阿依古丽·买买提", "司马懿青", "䶮小明", "尼玛扎西", "王㛃", "诸葛小花")
WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]


def known_units() -> dict[str, tuple[str, str, tuple]]:
    """unit_id → (name, kind, spellings) of the whole town."""
    known = {TOWN: (TOWN, "town", ())}
    known |= {f"{TOWN}/{village}": (village, "village", ()) for village in VILLAGES}
    for school in SCHOOLS:
        known[f"{TOWN}/{school}"] = (school, "school", ())
        known |= {f"{TOWN}/{school}/{name}": (name, "class", ()) for name in classes(school)}
    return known


def classes(school: str) -> list[str]:
    grades, number = SCHOOLS[school]
    return [f"{grade}年级{one}班" for grade in grades for one in range(1, number + 1)]


def name(rng: random.Random) -> str:
    if rng.random() < 0.02:
        return rng.choice(RARE)
    return rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, rng.choice((1, 2, 2, 2))))


def names(rng: random.Random, number: int) -> list[str]:
    """So many different names."""
    found: dict[str, None] = {}
    while len(found) < number:
        found[name(rng)] = None
    return list(found)


def check_digit(seventeen: str) -> str:
    return "10X98765432"[sum(int(d) * w for d, w in zip(seventeen, WEIGHTS, strict=True)) % 11]


def id_no(rng: random.Random, born: date, gender: str) -> str:
    """A valid ID of an invented county (533x) for this birthday and gender."""
    last = rng.randrange(1, 1000, 2) if gender == "male" else rng.randrange(0, 1000, 2)
    seventeen = f"{rng.choice(('513229', '510723', '421127', '360830'))}{born:%Y%m%d}{last:03d}"
    return seventeen + check_digit(seventeen)


def mobile(rng: random.Random) -> str:
    return rng.choice(("138", "139", "150", "186", "199", "173", "160")) + f"{rng.randrange(10**8):08d}"


def day_between(rng: random.Random, first: date, last: date) -> date:
    return first + timedelta(days=rng.randrange((last - first).days + 1))


def born_at(rng: random.Random, ages: tuple[int, int]) -> date:
    """A birthday of somebody so old; never within a few weeks of today, so that ages agree on any near day."""
    age = rng.randint(*ages)
    return day_between(rng, date(TODAY.year - age - 1, 2, 10), date(TODAY.year - age - 1, 9, 30))


def age_on(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


AGES = {
    "child": (6, 15),
    "elder": (66, 95),
    "adult": (30, 62),
    "any": (6, 95),
    "primary": (6, 11),
    "middle": (12, 15),
}


def person(rng: random.Random, who: str, own_name: str, village: str) -> Values:
    """Truth about one person: who = child, elder, adult, any, primary or middle."""
    born, gender = born_at(rng, AGES[who]), rng.choice(("male", "female"))
    team = rng.choice([f"{n}组" for n in range(1, 13)])
    id_ = id_no(rng, born, gender)
    level = rng.choice((1, 2, 3, 4))
    return {
        "name": own_name,
        "gender": gender,
        "birth_date": born,
        "id_no": id_,
        "age": age_on(born, TODAY),
        "ethnic": rng.choice(("汉族", "汉族", "汉族", "彝族", "藏族", "回族")),
        "phone": phone(rng),
        "village": village,
        "team": team,
        "address": f"{TOWN}{village}{team}{rng.randrange(1, 200)}号",
        "hukou_address": f"云州县{TOWN}{village}{team}",
        "health": rng.choice(("健康", "良好", "残疾", "患病", "高血压", "一般")),
        "disability_level": level,
        "disability_no": f"{id_}{rng.choice('1234567')}{level}",
        "student_no": f"G{id_}",
        "note": rng.choice(
            ("", "", "", "独生子女", "已纳入合作医疗", "本人知情", "房屋老旧，需关注", "在外就医，春节回家")
        ),
        "since": day_between(rng, date(2015, 1, 1), date(2025, 11, 30)),
        "risk": rng.choice(("red", "yellow", "blue", "green")),
        "boarding": rng.random() < 0.5,
        "schooling": rng.choice(("小学", "初中", "幼儿园", "高中", "未入园", "不在学")),
        **family(rng),
    }


def family(rng: random.Random) -> Values:
    return {
        "guardian_name": name(rng),
        "guardian_relation": rng.choice(("祖父", "祖母", "外祖母", "父亲", "母亲", "叔叔", "爷孙", "监护人")),
        "guardian_phone": phone(rng),
        "guardian_address": f"{TOWN}{rng.choice(VILLAGES)}{rng.randrange(1, 9)}组",
        "head_name": name(rng),
        "head_id": id_no(rng, born_at(rng, (35, 80)), rng.choice(("male", "female"))),
        "household_size": rng.randint(1, 7),
        "relation_to_head": rng.choice(("户主", "配偶", "子", "女", "孙子", "孙女", "父亲", "母亲")),
    }


def phone(rng: random.Random) -> str | None:
    """Mostly a mobile; sometimes a land line, a masked one or none."""
    roll = rng.random()
    if roll < 0.78:
        return mobile(rng)
    if roll < 0.84:
        return f"08{rng.randrange(10, 99)}{rng.randrange(2_000_000, 8_999_999)}"
    if roll < 0.88:
        return f"{rng.randrange(2_000_000, 8_999_999)}"
    if roll < 0.92:
        return f"{mobile(rng)[:3]}****{rng.randrange(10_000):04d}"
    return None


def helper(rng: random.Random) -> Values:
    return {
        "helper_name": name(rng),
        "helper_phone": mobile(rng),
        "helper_unit": rng.choice((f"{TOWN}人民政府", "河东村委会", "青溪中心小学", "镇民政办", "镇卫生院")),
        "helper_position": rng.choice(("副镇长", "村主任", "教师", "科员", "村党支部书记", "儿童主任")),
        "helper_kind": rng.choice(
            ("teacher", "proxy_mother", "volunteer", "cadre", "neighbour", "party_member")
        ),
    }
