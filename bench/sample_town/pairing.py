"""Helpers of every kind and who is paired with whom, since when."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta

from .clock import TODAY, stream
from .model import (
    CHILD_GROUPS,
    NEEDS_HELPER,
    Helper,
    Person,
)
from .pairer import Pairer
from .pairing_changes import endings, overload
from .people import Builder
from .places import TOWN, VILLAGES, Village
from .schools import SCHOOLS

_KINDS = {  # kind → (position, limit, share of a village's elders' helpers)
    "村干部": (("村党支部委员", "村委会委员", "妇联主席", "治保主任", "村会计"), 5, 0.26),
    "邻居": (("村民", "邻居"), 5, 0.36),
    "党员": (("党员", "党小组长", "党员中心户"), 5, 0.22),
    "志愿者": (("志愿者", "返乡大学生", "村医"), 5, 0.16),
}


def pair_everyone(b: Builder) -> None:
    pairer = Pairer(b)
    _pair_children(pairer)
    _pair_adults(pairer)
    endings(pairer)
    overload(pairer)


def _start(rng: random.Random, person: Person) -> date:
    """Two campaigns (autumn 2024, spring 2025) and a trickle; newcomers within weeks."""
    if person.since > date(2024, 10, 1):
        return person.since + timedelta(days=rng.randrange(3, 50))
    span = rng.choices(
        ((date(2023, 9, 1), 400), (date(2025, 3, 5), 40), (date(2025, 1, 1), 330)), (0.72, 0.16, 0.12)
    )[0]
    return span[0] + timedelta(days=rng.randrange(span[1]))


def _wants(rng: random.Random, village: Village, person: Person) -> bool:
    share = village.paired if person.since < date(2025, 10, 1) else village.paired * 0.55
    return rng.random() < share


def _pair_children(pairer: Pairer) -> None:
    rng = stream("pair children")
    teachers = {
        s.name: [
            pairer.helper(rng, "教师妈妈", s.name, rng.choice(("班主任", "教师", "教师", "德育处干事")), 3)
            for _ in range(s.teachers)
        ]
        for s in SCHOOLS
    }
    for village in VILLAGES:
        for child in [p for p in pairer.town.of_village(village.name) if p.in_any(CHILD_GROUPS)]:
            if not _wants(rng, village, child):
                continue
            helper = _for_child(pairer, rng, village, child, teachers)
            pairer.pair(child, helper, min(_start(rng, child), TODAY - timedelta(days=4)))


def _for_child(pairer: Pairer, rng: random.Random, village: Village, child: Person, teachers: dict) -> Helper:
    free = [t for t in teachers.get(child.school, ()) if len(pairer.load[t.name]) < 3]
    if free and rng.random() < 0.74:
        return min(rng.sample(free, min(4, len(free))), key=lambda t: -len(pairer.load[t.name]))
    kind = rng.choices(("代理妈妈", "志愿者", "党员"), (6, 3, 1))[0]
    position = {"代理妈妈": "妇联执委", "志愿者": "志愿者", "党员": "党员"}[kind]
    return pairer.helper(rng, kind, village.name, position, 1)


def _pair_adults(pairer: Pairer) -> None:
    rng = stream("pair adults")
    for village in VILLAGES:
        pool: list[Helper] = []
        town_cadre = pairer.helper(rng, "镇干部", TOWN, "包村干部", 5)
        homes: dict[int, list[Person]] = defaultdict(list)
        for person in pairer.town.of_village(village.name):
            if person.in_any(NEEDS_HELPER) and not person.in_any(CHILD_GROUPS):
                homes[person.household].append(person)
        for persons in homes.values():
            if not _wants(rng, village, persons[0]):
                continue
            helper = _for_home(pairer, rng, village, pool, town_cadre)
            start = _start(rng, persons[0])
            for person in persons:
                pairer.pair(person, helper, min(max(start, person.since), TODAY - timedelta(days=3)))


def _for_home(
    pairer: Pairer, rng: random.Random, village: Village, pool: list[Helper], town_cadre: Helper
) -> Helper:
    if rng.random() < 0.06 and len(pairer.load[town_cadre.name]) < 5:
        return town_cadre
    free = [h for h in pool if len(pairer.load[h.name]) < h.limit]
    if free and rng.random() < 0.8:
        return rng.choice(free)
    kind = rng.choices(list(_KINDS), [share for *_, share in _KINDS.values()])[0]
    positions, limit, _ = _KINDS[kind]
    pool.append(pairer.helper(rng, kind, village.name, rng.choice(positions), limit))
    return pool[-1]
