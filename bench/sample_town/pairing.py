"""Helpers of every kind and who is paired with whom, since when; over their limit, ended, unpaired."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta

from . import names
from .clock import FIRST, TODAY, stream
from .model import CHILD_GROUPS, NEEDS_HELPER, Helper, Pairing, Person, Town
from .people import Builder
from .places import SCHOOLS, TOWN, VILLAGES, Village

_KINDS = {  # kind → (position, limit, share of a village's elders' helpers)
    "村干部": (("村党支部委员", "村委会委员", "妇联主席", "治保主任", "村会计"), 5, 0.26),
    "邻居": (("村民", "邻居"), 5, 0.36),
    "党员": (("党员", "党小组长", "党员中心户"), 5, 0.22),
    "志愿者": (("志愿者", "返乡大学生", "村医"), 5, 0.16),
}


class Pairer:
    """Keeps how many households (children: persons) each helper has."""

    def __init__(self, b: Builder) -> None:
        self.b, self.town = b, b.town
        self.load: dict[str, set[int]] = defaultdict(set)
        self.used_names: set[str] = set()

    def helper(self, rng: random.Random, kind: str, unit: str, position: str, limit: int) -> Helper:
        gender = "female" if kind == "代理妈妈" or rng.random() < 0.45 else "male"
        while True:
            local = next((v.surnames for v in VILLAGES if v.name == unit), "")
            name = names.surname(rng, local) + names.given(rng, gender, rng.randrange(1964, 1998))
            if name not in self.used_names:
                break
        self.used_names.add(name)
        made = Helper(name, self.b.numbers.phone(rng), kind, unit, position, limit)
        made.active = rng.random() > (0.02 if unit in ("石桥村", "梅岭村", "河东小学") else 0.11)
        self.town.helpers.append(made)
        return made

    def pair(self, person: Person, helper: Helper, start: date) -> Pairing:
        made = Pairing(person, helper, max(start, person.since))
        self.load[helper.name].add(person.pid if helper.limit < 5 else person.household)
        self.town.pairings.append(made)
        return made


def pair_everyone(b: Builder) -> None:
    pairer = Pairer(b)
    _pair_children(pairer)
    _pair_adults(pairer)
    _overload(pairer)
    _endings(pairer)


def _start(rng: random.Random, person: Person) -> date:
    """Two campaigns (autumn 2024, spring 2025) and a trickle; newcomers within weeks."""
    if person.since > date(2024, 10, 1):
        return person.since + timedelta(days=rng.randrange(3, 50))
    span = rng.choices(((date(2023, 9, 1), 400), (date(2025, 3, 5), 40), (date(2025, 1, 1), 330)),
                       (0.72, 0.16, 0.12))[0]
    return span[0] + timedelta(days=rng.randrange(span[1]))


def _wants(rng: random.Random, village: Village, person: Person) -> bool:
    share = village.paired if person.since < date(2025, 10, 1) else village.paired * 0.55
    return rng.random() < share


def _pair_children(pairer: Pairer) -> None:
    rng = stream("pair children")
    teachers = {s.name: [pairer.helper(rng, "教师妈妈", s.name, rng.choice(("班主任", "教师", "教师", "德育处干事")), 3)
                         for _ in range(s.teachers)] for s in SCHOOLS}
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


def _for_home(pairer: Pairer, rng: random.Random, village: Village, pool: list[Helper],
              town_cadre: Helper) -> Helper:
    if rng.random() < 0.06 and len(pairer.load[town_cadre.name]) < 5:
        return town_cadre
    free = [h for h in pool if len(pairer.load[h.name]) < h.limit]
    if free and rng.random() < 0.8:
        return rng.choice(free)
    kind = rng.choices(list(_KINDS), [share for *_, share in _KINDS.values()])[0]
    positions, limit, _ = _KINDS[kind]
    pool.append(pairer.helper(rng, kind, village.name, rng.choice(positions), limit))
    return pool[-1]


def _overload(pairer: Pairer) -> None:
    """A few helpers carry more than the rule allows: they take over from colleagues nearby."""
    rng = stream("overload")
    wanted = (("大坪村", "村干部", 8), ("白沙村", "村干部", 9), ("青龙村", "村干部", 7), ("河西村", "党员", 6),
              ("白沙村", "邻居", 6), ("青溪初级中学", "教师妈妈", 5), ("青溪初级中学", "教师妈妈", 4),
              ("青溪中心小学", "教师妈妈", 4), ("大坪村", "代理妈妈", 3), ("青龙村", "代理妈妈", 2))
    done: set[str] = set()
    for unit, kind, load in wanted:
        peers = [h for h in pairer.town.helpers if h.unit == unit and h.limit == (1 if kind == "代理妈妈" else
                 3 if kind == "教师妈妈" else 5) and h.name not in done]
        chosen = max(peers, key=lambda h: (h.kind == kind, len(pairer.load[h.name])))
        done.add(chosen.name)
        others = [p for p in pairer.town.pairings if p.helper in peers and p.helper is not chosen]
        rng.shuffle(others)
        for pairing in others:
            if len(pairer.load[chosen.name]) >= load:
                break
            _take_over(pairer, pairing, chosen)


def _take_over(pairer: Pairer, pairing: Pairing, chosen: Helper) -> None:
    for other in pairer.town.pairings:
        if other.helper is pairing.helper and other is not pairing and other.person.household == pairing.person.household:
            other.helper = chosen
    key = pairing.person.pid if chosen.limit < 5 else pairing.person.household
    pairer.load[pairing.helper.name].discard(key)
    pairing.helper = chosen
    pairer.load[chosen.name].add(key)


def _endings(pairer: Pairer) -> None:
    """Pairings end with the person's leaving; some helpers leave: with a successor, or with none."""
    rng = stream("endings")
    town = pairer.town
    for pairing in town.pairings:
        person = pairing.person
        if person.left_on:
            pairing.end = max(person.left_on, pairing.start)
            pairing.reason = "帮扶对象去世" if person.died_on else person.left_reason
    town.pairings = [p for p in town.pairings if p.end is None or p.end > p.start]
    open_ones = [p for p in town.pairings if p.end is None and p.start < date(2025, 5, 1)]
    for index, pairing in enumerate(rng.sample(open_ones, 88)):
        teacher = pairing.helper.kind == "教师妈妈"
        pairing.end = date(2025, 8, 31) if teacher else FIRST + timedelta(days=rng.randrange(190, 410))
        pairing.reason = "教师调离" if teacher else rng.choice(("帮扶人外出务工", "帮扶人工作调整", "身体原因"))
        if index >= 30:  # the first thirty have no successor
            _succeed(pairer, rng, pairing)


def _succeed(pairer: Pairer, rng: random.Random, pairing: Pairing) -> None:
    old = pairing.helper
    peers = [h for h in pairer.town.helpers if h.unit == old.unit and h.kind == old.kind and h is not old
             and len(pairer.load[h.name]) < h.limit]
    new = rng.choice(peers) if peers else pairer.helper(rng, old.kind, old.unit, old.position, old.limit)
    start = min(pairing.end + timedelta(days=rng.randrange(1, 20)), TODAY - timedelta(days=2))
    pairer.pair(pairing.person, new, start)
