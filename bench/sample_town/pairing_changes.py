"""Pairings that end, with a successor or with none; helpers who carry more than the rule allows."""

from __future__ import annotations

import random
from datetime import date, timedelta

from .clock import FIRST, TODAY, stream
from .model import (
    Helper,
    Pairing,
)
from .pairer import Pairer


def overload(pairer: Pairer) -> None:
    """A few helpers carry more than the rule allows: they take over from colleagues nearby."""
    rng = stream("overload")
    pairer.load.clear()
    for pairing in [p for p in pairer.town.pairings if p.end is None]:
        charge = pairing.person.pid if pairing.helper.limit < 5 else pairing.person.household
        pairer.load[pairing.helper.name].add(charge)
    wanted = (
        ("大坪村", "村干部", 8),
        ("白沙村", "村干部", 9),
        ("青龙村", "村干部", 7),
        ("河西村", "党员", 6),
        ("白沙村", "邻居", 6),
        ("青溪初级中学", "教师妈妈", 5),
        ("青溪初级中学", "教师妈妈", 4),
        ("青溪中心小学", "教师妈妈", 4),
        ("大坪村", "代理妈妈", 3),
        ("青龙村", "代理妈妈", 2),
    )
    done: set[str] = set()
    for unit, kind, load in wanted:
        peers = [
            h
            for h in pairer.town.helpers
            if h.unit == unit
            and h.limit == (1 if kind == "代理妈妈" else 3 if kind == "教师妈妈" else 5)
            and h.name not in done
        ]
        chosen = max(peers, key=lambda h: (h.kind == kind, len(pairer.load[h.name])))
        done.add(chosen.name)
        others = [
            p for p in pairer.town.pairings if p.helper in peers and p.helper is not chosen and not p.end
        ]
        rng.shuffle(others)
        for pairing in others:
            if len(pairer.load[chosen.name]) >= load:
                break
            _take_over(pairer, pairing, chosen)


def _take_over(pairer: Pairer, pairing: Pairing, chosen: Helper) -> None:
    for other in pairer.town.pairings:
        same_home = other.person.household == pairing.person.household and not other.end
        if other.helper is pairing.helper and other is not pairing and same_home:
            other.helper = chosen
    key = pairing.person.pid if chosen.limit < 5 else pairing.person.household
    pairer.load[pairing.helper.name].discard(key)
    pairing.helper = chosen
    pairer.load[chosen.name].add(key)


def endings(pairer: Pairer) -> None:
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
    without = rng.sample([p for p in open_ones if p.person.village not in ("石桥村", "梅岭村")], 30)
    followed = rng.sample([p for p in open_ones if p not in without], 58)
    for pairing in (*without, *followed):
        teacher = pairing.helper.kind == "教师妈妈"
        pairing.end = date(2025, 8, 31) if teacher else FIRST + timedelta(days=rng.randrange(190, 410))
        pairing.reason = (
            "教师调离" if teacher else rng.choice(("帮扶人外出务工", "帮扶人工作调整", "身体原因"))
        )
        if pairing in followed:
            _succeed(pairer, rng, pairing)


def _succeed(pairer: Pairer, rng: random.Random, pairing: Pairing) -> None:
    old = pairing.helper
    peers = [
        h
        for h in pairer.town.helpers
        if h.unit == old.unit and h.kind == old.kind and h is not old and len(pairer.load[h.name]) < h.limit
    ]
    new = rng.choice(peers) if peers else pairer.helper(rng, old.kind, old.unit, old.position, old.limit)
    start = min(pairing.end + timedelta(days=rng.randrange(1, 20)), TODAY - timedelta(days=2))
    pairer.pair(pairing.person, new, start)
