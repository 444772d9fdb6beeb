"""Makes helpers and pairings; keeps how many households (children: persons) each helper has."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date

from . import names
from .model import (
    Helper,
    Pairing,
    Person,
)
from .people import Builder
from .places import VILLAGES


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
