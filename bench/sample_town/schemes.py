"""Households on the minimum living allowance, near the threshold, monitored; disabled; veterans."""

from __future__ import annotations

import random
from datetime import date

from .clock import stream
from .model import Household, Person
from .people import Builder, disable, month_start, since_day
from .places import shares


def _elder_single(b: Builder, rng: random.Random, home: Household) -> None:
    b.person(rng, home, rng.choice(("male", "female")), (64, 89), phone=0.6)


def _elder_couple(b: Builder, rng: random.Random, home: Household) -> None:
    old = b.person(rng, home, "male", (64, 84))
    b.person(rng, home, "female", (max(61, old.age - 5), old.age + 2), "配偶", phone=0.3)


def _disabled_child_of_old(b: Builder, rng: random.Random, home: Household) -> None:
    old = b.person(rng, home, rng.choice(("male", "female")), (60, 80))
    gender = "male" if rng.random() < 0.6 else "female"
    b.person(
        rng,
        home,
        gender,
        (28, min(50, old.age - 21)),
        "子" if gender == "male" else "女",
        family=old.name[0],
        phone=0.2,
    )


def _family(b: Builder, rng: random.Random, home: Household) -> None:
    head = b.person(rng, home, "male", (32, 54))
    b.person(rng, home, "female", (max(29, head.age - 5), head.age + 1), "配偶", phone=0.6)
    _kids(b, rng, home, head.name[0])


def _single_parent(b: Builder, rng: random.Random, home: Household) -> None:
    head = b.person(rng, home, rng.choice(("male", "female")), (30, 50))
    _kids(b, rng, home, head.name[0] if head.gender == "male" else "")


def _grand(b: Builder, rng: random.Random, home: Household) -> None:
    head = b.person(rng, home, rng.choice(("male", "female")), (60, 78))
    _kids(b, rng, home, head.name[0] if head.gender == "male" else "", "孙")


def _adult_single(b: Builder, rng: random.Random, home: Household) -> None:
    b.person(rng, home, "male", (36, 63))


def _kids(b: Builder, rng: random.Random, home: Household, family: str, kin: str = "") -> None:
    family = family or home.head.name[0]
    oldest = max(4, min(16, home.members[-1].age - 22))
    for _ in range(1 if rng.random() < 0.62 else 2):
        gender = rng.choice(("male", "female"))
        word = {"male": "孙子", "female": "孙女"} if kin else {"male": "子", "female": "女"}
        b.person(rng, home, gender, (3, oldest), word[gender], family=family, phone=0.0)


_DIBAO = {
    _elder_single: 34,
    _elder_couple: 22,
    _disabled_child_of_old: 27,
    _family: 30,
    _single_parent: 22,
    _grand: 17,
    _adult_single: 20,
}
_NEAR = {_family: 16, _single_parent: 7, _elder_couple: 9, _disabled_child_of_old: 6}


def _homes(b: Builder, rng: random.Random, plan: dict) -> list[tuple[Household, object]]:
    kinds = [make for make, count in plan.items() for _ in range(count)]
    rng.shuffle(kinds)
    made = []
    for village, count in shares(len(kinds)).items():
        for _ in range(count):
            home, make = b.household(rng, village), kinds.pop()
            make(b, rng, home)
            made.append((home, make))
    return made


def minimum_living(b: Builder) -> None:
    rng = stream("dibao")
    for home, make in _homes(b, rng, _DIBAO):
        since = month_start(since_day(rng, 0.10))
        home.monthly = len(home.members) * rng.choice((280, 315, 330, 365, 390, 420)) + rng.choice(
            (0, 30, 60)
        )
        for person in home.members:
            person.groups["minimum_living"] = since
        _mark_health(rng, home, make, since)


def _mark_health(rng: random.Random, home: Household, make: object, since: date) -> None:
    if make is _disabled_child_of_old:
        disable(rng, home.members[1], rng.choice((1, 2, 2, 3)), since)
    elif make is _adult_single and rng.random() < 0.7:
        disable(rng, home.head, rng.choice((2, 3, 3, 4)), since)
    elif make in (_family, _single_parent):
        home.head.health = rng.choice(("重病", "慢性病", "健康"))
    elif make is _elder_single and rng.random() < 0.62:
        home.head.groups["elderly_alone"] = max(since, since_day(rng, 0.05))
    elif make is _elder_couple and rng.random() < 0.5:
        day = max(since, since_day(rng, 0.05))
        for person in home.members:
            person.groups["elderly_empty_nest"] = day
    elif make is _grand and rng.random() < 0.5:
        home.head.groups["elderly_left_behind"] = max(since, since_day(rng, 0.05))


def near_threshold(b: Builder) -> None:
    rng = stream("near")
    for home, _ in _homes(b, rng, _NEAR):
        since = month_start(since_day(rng, 0.12))
        for person in home.members:
            person.groups["near_threshold"] = since


def monitored(b: Builder) -> None:
    """Households watched against falling back: some also on the allowance, most not."""
    rng = stream("monitored")
    for home, _ in _homes(b, rng, {_family: 13, _single_parent: 5, _elder_couple: 4}):
        _monitor(rng, home)
    on_dibao = [h for h in b.town.households.values() if h.monthly and len(h.members) > 1]
    for home in rng.sample(on_dibao, 9):
        _monitor(rng, home)


def _monitor(rng: random.Random, home: Household) -> None:
    since = since_day(rng, 0.2)
    for person in home.members:
        person.groups["monitored"] = since


def disabled_alone(b: Builder) -> None:
    rng = stream("disabled")
    for village, count in shares(58).items():
        for _ in range(count):
            person = b.person(rng, b.household(rng, village), rng.choice(("male", "female")), (19, 78))
            disable(rng, person, rng.choice((1, 1, 2, 2, 2)), since_day(rng))


def honoured(b: Builder) -> None:
    """Veterans, martyrs' survivors, old party members, bereaved one-child families."""
    rng = stream("honoured")
    for group, total, ages in (
        ("veterans", 58, (45, 84)),
        ("martyrs_survivors", 9, (56, 88)),
        ("party_veterans", 42, (70, 92)),
        ("bereaved_families", 15, (56, 79)),
    ):
        for village, count in shares(total).items():
            for _ in range(count):
                _honour(b, rng, village, group, ages)


def _honour(b: Builder, rng: random.Random, village: str, group: str, ages: tuple[int, int]) -> None:
    female = 0.05 if group == "veterans" else 0.5 if group != "party_veterans" else 0.25
    gender = "female" if rng.random() < female else "male"
    person: Person = b.person(rng, b.household(rng, village), gender, ages)
    person.groups[group] = since_day(rng, 0.04)
    if group == "party_veterans" and rng.random() < 0.2:
        person.groups["veterans"] = since_day(rng, 0.0)
    if person.age >= 65 and rng.random() < 0.3:
        nest = "elderly_alone" if group == "bereaved_families" or rng.random() < 0.3 else "elderly_empty_nest"
        person.groups[nest] = since_day(rng, 0.08)
