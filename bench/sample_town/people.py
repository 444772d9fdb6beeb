"""Makes households and persons; elders, left-behind women and people in extreme hardship."""

from __future__ import annotations

import random
from datetime import date, timedelta

from . import names
from .clock import FIRST, TODAY, stream
from .model import Household, Person, Town
from .places import TOWN, VILLAGE, shares

TWIN_PUPILS = "张子涵"
TWINS = (
    ("河东村", "王秀英", "female", "hardship_home", "minimum_living"),
    ("石桥村", "李建国", "male", "minimum_living", "veterans"),
)
ELDER_GROUP_TOTALS = {"elderly_alone": 144, "elderly_empty_nest": 214, "elderly_left_behind": 146}


class Builder:
    """Adds households and persons to a town; no name occurs twice in a village unless asked for."""

    def __init__(self) -> None:
        self.town = Town()
        self.numbers = names.Numbers()
        self._taken: dict[str, set[str]] = {v: {TWIN_PUPILS} for v in VILLAGE}
        for village, name, *_ in TWINS:
            self._taken[village].add(name)

    def household(self, rng: random.Random, village: str) -> Household:
        team = rng.randrange(1, VILLAGE[village].teams + 1)
        address = f"{TOWN}{village}{team}组{rng.randrange(1, 120)}号"
        home = Household(len(self.town.households) + 1, village, team, address)
        self.town.households[home.hid] = home
        return home

    def person(
        self,
        rng: random.Random,
        home: Household,
        gender: str,
        ages: tuple[int, int],
        relation: str = "户主",
        family: str = "",
        phone: float = 0.8,
    ) -> Person:
        """A person of `ages` (youngest, oldest) today; `phone` = chance that the ledgers know a number."""
        birth = names.birth_between(rng, *ages, TODAY)
        name = self.free_name(rng, home.village, gender, birth.year, family)
        number = self.numbers.phone(rng) if rng.random() < phone else ""
        person = Person(
            len(self.town.people) + 1,
            name,
            gender,
            birth,
            self.numbers.id_no(rng, birth, gender),
            home.village,
            home.team,
            home.hid,
            relation,
            number,
            home.address,
        )
        person.neglect = rng.choices((1.0, 0.9, 0.35, 0.0), (0.8, 0.14, 0.045, 0.015))[0]
        if VILLAGE[home.village].late > 0.98:
            person.neglect = 1.0
        home.members.append(person)
        home.head_name = home.head_name or name
        self.town.people.append(person)
        return person

    def free_name(self, rng: random.Random, village: str, gender: str, year: int, family: str = "") -> str:
        taken = self._taken[village]
        while True:
            start = family or names.surname(rng, VILLAGE[village].surnames)
            name = start + names.given(rng, gender, year)
            if name not in taken:
                taken.add(name)
                return name


def since_day(rng: random.Random, new: float = 0.11) -> date:
    """The day a person was put on the roll: most before the sample begins, some in each of its months."""
    if rng.random() < new:
        return FIRST + timedelta(days=rng.randrange(8, (TODAY - FIRST).days - 6))
    return date(2019, 1, 1) + timedelta(days=rng.randrange((date(2024, 10, 31) - date(2019, 1, 1)).days))


def not_before_birth(town: Town) -> None:
    """Who was born after the household came on a list joined it as a baby."""
    for person in town.people:
        first = person.birth + timedelta(days=60)
        for group, day in person.groups.items():
            if day < first:
                person.groups[group] = month_start(first + timedelta(days=31))


def month_start(day: date) -> date:
    return day.replace(day=1)


def disable(rng: random.Random, person: Person, level: int, since: date) -> None:
    """Gives a disability; level 1-2 = severe, a group of its own."""
    person.disability = (rng.choice(("肢体", "智力", "精神", "视力", "听力", "多重")), level)
    person.health = "残疾"
    if level <= 2:
        person.groups["disabled_severe"] = since


def _gender(rng: random.Random, female: float = 0.5) -> str:
    return "female" if rng.random() < female else "male"


def elders_without_id(b: Builder) -> None:
    """The village's own roster: elders and women known by name and team only."""
    rng = stream("elders")
    for group, total in ELDER_GROUP_TOTALS.items():
        for village, count in shares(total).items():
            while count > 0:
                count -= _elder_home(b, rng, village, group, count)
    for village, count in shares(116).items():
        for _ in range(count):
            home = b.household(rng, village)
            woman = b.person(rng, home, "female", (24, 55), phone=0.93)
            woman.groups["left_behind_women"] = since_day(rng)
            woman.shows_id = False
            woman.relation = "配偶"


def _elder_home(b: Builder, rng: random.Random, village: str, group: str, room: int) -> int:
    home, since = b.household(rng, village), since_day(rng)
    pair = room > 1 and group != "elderly_alone" and rng.random() < (0.8 if "nest" in group else 0.45)
    ages = (65, 92) if group == "elderly_alone" else (62, 86)
    first = b.person(rng, home, "male" if pair else _gender(rng, 0.6), ages, phone=0.68)
    if pair:
        older = max(60, first.age - 6), min(90, first.age + 2)
        b.person(rng, home, "female", older, "配偶", phone=0.4)
    for person in home.members:
        person.groups[group] = since
        person.shows_id = False
        person.health = rng.choices(("健康", "慢性病", "体弱"), (0.55, 0.3, 0.15))[0]
    return len(home.members)


def hardship(b: Builder) -> None:
    """Extreme hardship: mostly single elders at home, many of them also alone or severely disabled."""
    rng = stream("hardship")
    for group, total in (("hardship_home", 98), ("hardship_in_care", 21)):
        for village, count in shares(total).items():
            for _ in range(count):
                home = b.household(rng, village)
                ages = (61, 90) if rng.random() < 0.85 else (35, 59)
                person = b.person(rng, home, _gender(rng, 0.22), ages, phone=0.55)
                person.groups[group] = month_start(since_day(rng, 0.08))
                if group == "hardship_home" and person.age >= 65 and rng.random() < 0.5:
                    person.groups["elderly_alone"] = max(person.since, since_day(rng, 0.05))
                if rng.random() < 0.17:
                    disable(rng, person, rng.choice((1, 2, 2)), person.since)
                elif person.age < 60 or rng.random() < 0.12:
                    disable(rng, person, rng.choice((3, 4)), person.since)


def deliberate_namesakes(b: Builder) -> None:
    """Two pairs who share name and village and are told apart by ID alone (a third pair shares a class)."""
    for village, name, gender, *groups in TWINS:
        found = [
            next(
                p
                for p in b.town.of_village(village)
                if g in p.groups
                and p.gender == gender
                and p.age > 58
                and p.name != name
                and p.shows_id
                and len(p.groups) == 1
            )
            for g in groups
        ]
        for person in found:
            home = b.town.households[person.household]
            if home.head is person:
                home.head_name = name
            person.name = name
