"""Winter 2025-26 under way: winter-living aid, first-quarter payments, condolence visits."""

from __future__ import annotations

import random
from datetime import date, timedelta

from .clock import TODAY, stream
from .model import Household, Person, Relief, Town
from .places import VILLAGES, Village, shares

CONDOLENCE = (  # category in the ledger, group, how many, cash
    ("五保户", "hardship_home", 62, 500),
    ("城乡低保户", "minimum_living", 66, 400),
    ("重点优抚对象", "veterans", 30, 600),
    ("烈军属", "martyrs_survivors", 9, 1000),
    ("老党员", "party_veterans", 26, 500),
    ("残疾人", "disabled_severe", 22, 400),
    ("孤儿", "orphans", 7, 1000),
    ("计生特殊家庭", "bereaved_families", 12, 600),
)
_REFUSALS = ("自愿放弃", "子女已接回赡养", "认为金额太少不要", "外出未归，电话表示放弃")


def winter_living(town: Town) -> None:
    """Households surveyed in September-October, reviewed, published, approved, paid, received."""
    rng = stream("relief")
    for village, count in shares(262).items():
        place = next(v for v in VILLAGES if v.name == village)
        heads = _needy_heads(town, rng, village)
        wanted = 8 if place.relief_form == "vertical" else count + 1
        for person in heads[:wanted]:
            town.relief.append(_case(rng, place, person, town.households[person.household]))
    refusable = [
        r
        for r in town.relief
        if "paid_on" not in r.dates and _village(r).relief_form == "table" and not _village(r).relief_late
    ]
    for case in rng.sample(refusable, 6):
        case.refused = rng.choice(_REFUSALS)
        case.dates = {k: v for k, v in case.dates.items() if k in ("surveyed_on", "reviewed_on")}


def _village(case: Relief) -> Village:
    return next(v for v in VILLAGES if v.name == case.person.village)


def _needy_heads(town: Town, rng: random.Random, village: str) -> list[Person]:
    """Heads on the roll, neediest schemes first, a few elders of the village roster among them."""

    def rank(person: Person) -> float:
        base = {
            "minimum_living": 0.2,
            "hardship_home": 0.35,
            "monitored": 0.4,
            "near_threshold": 0.6,
            "disabled_severe": 0.8,
            "elderly_left_behind": 0.95,
            "elderly_alone": 1.0,
        }
        return min((base[g] for g in person.groups if g in base), default=9.0) + rng.random() * 0.8

    heads = [
        h.head
        for h in town.households.values()
        if h.village == village
        and h.members
        and h.head.on_roll()
        and h.head.age >= 18
        and h.head.since < date(2025, 8, 1)
        and "hardship_in_care" not in h.head.groups
    ]
    return sorted([h for h in heads if rank(h) < 3], key=rank)


def _case(rng: random.Random, village: Village, person: Person, home: Household) -> Relief:
    late = village.relief_late
    surveyed = date(2025, 9, 16) + timedelta(days=rng.randrange(0, 24) + (14 if late else 0))
    reviewed = surveyed + timedelta(days=rng.randrange(3, 9))
    published = max(reviewed, date(2025, 10, 12)) + timedelta(days=rng.randrange(1, 3))
    approved = published + timedelta(days=rng.randrange(6, 10) + (16 if late else 0))
    dates = {"surveyed_on": surveyed, "reviewed_on": reviewed, "published_on": published}
    if not (late and rng.random() < 0.3):
        dates["approved_on"] = approved
        if rng.random() < village.paid:
            _pay(rng, village, dates)
    people = max(1, len([p for p in home.members if p.groups]))
    case = Relief("winter_living", person, dates, need_people=people)
    case.cash = (180 * people + rng.choice((100, 150, 200, 260))) // 10 * 10
    case.quilts = 1 + (people > 2) if rng.random() < 0.72 else 0
    case.coats = people if rng.random() < 0.55 else 0
    case.category = _category(person)
    return case


def _pay(rng: random.Random, village: Village, dates: dict[str, date]) -> None:
    batches = (date(2025, 11, 18), date(2025, 12, 9), date(2025, 12, 23), date(2026, 1, 8), date(2026, 1, 15))
    day = rng.choices(batches, (22, 26, 22, 18, 12))[0] + timedelta(days=rng.randrange(0, 3))
    day = max(day, dates["approved_on"] + timedelta(days=3))
    dates["paid_on"] = day
    if rng.random() < village.received:
        dates["received_on"] = min(TODAY, day + timedelta(days=rng.randrange(0, 9)))


def _category(person: Person) -> str:
    for group, name in (
        ("hardship_home", "分散特困"),
        ("minimum_living", "低保户"),
        ("monitored", "监测户"),
        ("near_threshold", "低保边缘户"),
        ("disabled_severe", "残疾人家庭"),
    ):
        if group in person.groups:
            return name
    return "其他困难户"


def allowance(town: Town) -> None:
    """First-quarter allowance, due before Spring Festival."""
    rng = stream("allowance")
    chance = {v.name: min(0.97, v.paid * 0.84) for v in VILLAGES}
    for home in town.households.values():
        if home.monthly and home.head.on_roll():
            town.relief.append(
                _payment(
                    rng,
                    "minimum_living_q1",
                    home.head,
                    home.monthly * 3,
                    chance[home.village],
                    len([p for p in home.members if p.on_roll()]),
                )
            )


def _payment(rng: random.Random, item: str, person: Person, cash: int, chance: float, people: int) -> Relief:
    approved = date(2026, 1, 6)
    dates = {"approved_on": approved}
    if rng.random() < chance:
        dates["paid_on"] = rng.choice(
            (date(2026, 1, 9), date(2026, 1, 13), date(2026, 1, 16), date(2026, 1, 19))
        )
    return Relief(item, person, dates, cash=cash, need_people=people)


def condolence(town: Town) -> None:
    """The list for New Year and Spring Festival by category; about half of the visits are made."""
    rng = stream("condolence")
    listed: set[int] = set()
    for category, group, count, cash in CONDOLENCE:
        pool = [
            p
            for p in town.roll()
            if group in p.groups
            and p.pid not in listed
            and p.shows_id
            and (group != "minimum_living" or town.households[p.household].head is p)
        ]
        for person in rng.sample(pool, min(count, len(pool))):
            listed.add(person.pid)
            town.relief.append(_condole(rng, town, category, person, cash))


def _condole(rng: random.Random, town: Town, category: str, person: Person, cash: int) -> Relief:
    village = next(v for v in VILLAGES if v.name == person.village)
    case = Relief("condolence", person, {"approved_on": date(2025, 12, 29)}, cash=cash, category=category)
    case.goods = rng.choice(("大米1袋、食用油1桶", "大米1袋", "棉被1床", "大米1袋、食用油1桶、牛奶1箱", ""))
    town_visit = category in ("烈军属", "重点优抚对象") or rng.random() < 0.25
    team = town.staff["青溪镇"] if town_visit else town.staff[village.name]
    case.by = rng.choice(team[:3])[0]
    if rng.random() < village.paid * (0.72 if category == "烈军属" else 0.76):
        day = date(2026, 1, 5) + timedelta(days=rng.randrange(0, 16))
        if not person.away(day):
            case.dates["received_on"] = day
    return case
