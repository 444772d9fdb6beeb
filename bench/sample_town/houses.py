"""The register of houses checked: grades B-D, what was done about them, who still lives inside."""

from __future__ import annotations

import random
from datetime import date, timedelta

from .clock import stream
from .model import House, Person, Town

_SLOW = ("大坪村", "青龙村", "白沙村")
_STRUCTURES = ("土木结构", "砖木结构", "土坯房", "砖混结构")


def houses(town: Town) -> None:
    """About 46 dangerous houses (C, D) and some of grade B that are only watched."""
    rng = stream("houses")
    heads = [
        h.head
        for h in town.households.values()
        if h.members
        and h.head.on_roll()
        and h.head.shows_id
        and h.head.age >= 18
        and "hardship_in_care" not in h.head.groups
    ]
    poor = [p for p in heads if p.in_any(("minimum_living", "hardship_home", "near_threshold", "monitored"))]
    chosen = rng.sample(poor, 72)
    grades = ["D"] * 14 + ["C"] * 33 + ["B"] * 25
    lived_in_d = _still_inside(chosen)
    chosen[14:47] = sorted(chosen[14:47], key=lambda p: (p.village not in _SLOW, p.pid))
    states = ["safe"] * 23 + ["started"] * 6 + ["waiting"] * 4  # taken from the end: slow villages come first
    for index, (person, grade) in enumerate(zip(chosen, grades, strict=True)):
        house = _house(rng, person, grade, index)
        if grade == "D":
            _leave_and_rebuild(rng, house, inside=person in lived_in_d)
        if grade == "C":
            _repair(rng, house, states.pop())
        town.houses.append(house)


def _still_inside(chosen: list[Person]) -> list[Person]:
    """Two D houses are still lived in, where the villages are late if they have one."""
    return sorted(chosen[:14], key=lambda p: (p.village not in _SLOW, p.pid))[:2]


def _house(rng: random.Random, person: Person, grade: str, index: int) -> House:
    built = rng.randrange(1968, 1996) if grade != "B" else rng.randrange(1985, 2004)
    remedy = {"B": "none", "C": "repair", "D": "rebuild"}[grade]
    found = date(2025, 9, 10) + timedelta(days=rng.randrange(45))
    structure = rng.choice(_STRUCTURES[:3] if grade != "B" else _STRUCTURES[1:])
    return House(person, grade, f"QX-{index + 1:03d}", built, structure, True, remedy, found)


def _leave_and_rebuild(rng: random.Random, house: House, inside: bool) -> None:
    """D: the family leaves at once; then the house is rebuilt, or the family stays elsewhere for good."""
    if inside:
        house.remedy = "rebuild"
        return
    house.lived_in = False
    house.resettled = house.found + timedelta(days=rng.randrange(1, 20))
    house.place = rng.choice(("亲属家", "村集体周转房", "镇敬老院", "租住民房", "原村小学周转房"))
    if house.place == "镇敬老院" or rng.random() < 0.3:
        house.remedy = "resettle"
        return
    house.subsidy = rng.choice((28000, 32000, 35000))
    house.started = house.resettled + timedelta(days=rng.randrange(8, 30))
    if rng.random() < 0.55:
        house.safe = min(date(2026, 1, 16), house.started + timedelta(days=rng.randrange(50, 85)))
        house.lived_in = True


def _repair(rng: random.Random, house: House, state: str) -> None:
    house.subsidy = rng.choice((6000, 7500, 8000, 10000))
    if state == "waiting":
        return
    house.started = house.found + timedelta(days=rng.randrange(10, 40))
    if state == "safe":
        house.safe = min(date(2026, 1, 18), house.started + timedelta(days=rng.randrange(12, 60)))
