"""One village's contacts being written: who visits, what is noted, how likely a due visit happens."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from . import texts
from .clock import MONTHS, TODAY, season, stream
from .model import (
    CHILD_GROUPS,
    ELDER_GROUPS,
    Contact,
    Pairing,
    Person,
    Town,
)
from .places import Village

MONTHLY = ("hardship_home", *ELDER_GROUPS)


class Writer:
    """Collects the contacts of one village; one person has at most one contact of a kind on a day."""

    def __init__(self, town: Town, village: Village) -> None:
        self.town, self.village = town, village
        self.rng = stream("contacts:" + village.name)
        self._seen: set[tuple[int, date]] = set()
        self._luck: dict[int, float] = {}
        self.pairs: dict[int, list[Pairing]] = defaultdict(list)
        for pairing in town.pairings:
            self.pairs[pairing.person.pid].append(pairing)
        self._row_visitor: dict[int, str] = {}
        staff = town.staff[village.name]
        self.officer, self.clerks = staff[1][0], [name for name, *_ in staff[2:]]

    def luck(self, person: Person) -> float:
        """Mostly the person's own: who is passed over one month is likely to be passed over the next."""
        own = self._luck.setdefault(person.household, self.rng.random())
        return own if self.rng.random() < 0.8 else self.rng.random()

    def free_days(self, person: Person, days: tuple[date, ...]) -> list[date]:
        return [
            d
            for d in days
            if person.on_roll(d)
            and d > person.since
            and not person.away(d)
            and (person.pid, d) not in self._seen
        ]

    def visitor(self, person: Person, day: date) -> str:
        rng = self.rng
        own = [
            p.helper
            for p in self.pairs[person.pid]
            if p.start <= day
            and (p.end is None or day < p.end)
            and p.helper.active
            and "教师" not in p.helper.kind
        ]
        if own and rng.random() < 0.68:
            return own[0].name
        if person.in_any(CHILD_GROUPS) and rng.random() < 0.8:
            return self.officer
        return self.clerks[(person.team + (rng.random() < 0.15)) % len(self.clerks)]

    def row_visitor(self, person: Person) -> str:
        """The wide sheet names one visitor a row: the helper, if active, or the clerk."""
        if person.pid not in self._row_visitor:
            own = [p.helper.name for p in self.pairs[person.pid] if p.end is None and p.helper.active]
            clerk = self.clerks[person.team % len(self.clerks)]
            self._row_visitor[person.pid] = own[0] if own and self.rng.random() < 0.85 else clerk
        return self._row_visitor[person.pid]

    def add(
        self,
        person: Person,
        day: date,
        text: str,
        kind: str = "visit",
        by: str = "",
        kind_cn: str = "",
        ledger: str = "08",
        month_only: bool = False,
    ) -> None:
        if (person.pid, day) in self._seen:
            return
        self._seen.add((person.pid, day))
        rng, about_child = self.rng, person.in_any(CHILD_GROUPS)
        trouble = texts.problem(rng, about_child) if rng.random() < 0.09 else ""
        entered = min(TODAY, day + timedelta(days=int(self.village.lag * rng.random() ** 2)))
        self.town.contacts.append(
            Contact(
                person,
                day,
                kind,
                by or self.visitor(person, day),
                text,
                ledger,
                trouble,
                entered,
                kind_cn,
                month_only=month_only,
            )
        )

    def visit(
        self, person: Person, day: date, ledger: str = "08", month_only: bool = False, by: str = ""
    ) -> None:
        rng = self.rng
        by = self.row_visitor(person) if ledger == "09" else by
        if person.in_any(CHILD_GROUPS):
            text = texts.child(rng)
        elif person.in_any((*MONTHLY, "disabled_severe", "veterans", "party_veterans")):
            text = texts.elder(rng)
        else:
            text = texts.household(rng)
        kind_cn = rng.choices(("日常走访", "定期回访", "特殊走访"), (70, 24, 6))[0]
        self.add(person, day, text, "visit", by, kind_cn, ledger, month_only)


def rate(village: Village, month: tuple[int, int]) -> float:
    """The chance that a due monthly contact happens: rising over the year, lower at harvest."""
    step = MONTHS.index(month) / (len(MONTHS) - 1)
    return min(0.995, (village.early + (village.late - village.early) * step) * season(month))


def is_weekly(person: Person) -> bool:
    """Eighty or older and alone, or a child with the red mark."""
    return ("elderly_alone" in person.groups and person.age >= 80) or person.risk == "red"


def is_monthly(person: Person) -> bool:
    return person.in_any((*MONTHLY, *CHILD_GROUPS, "bereaved_families"))
