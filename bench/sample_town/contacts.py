"""Village contacts: who was visited or called when, by whom, and what was written down."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta

from . import texts
from .clock import FIRST, MONTHS, TODAY, month_days, pick_days, season, stream, weight_of
from .model import CHILD_GROUPS, ELDER_GROUPS, Contact, Pairing, Person, Town
from .places import VILLAGES, Village

_MONTHLY = ("hardship_home", *ELDER_GROUPS)
_WEEKLY_SHARE = {"石桥村": 0.94, "梅岭村": 0.9, "河东村": 0.75}


class Writer:
    """Collects the contacts of one village; one person has at most one contact of a kind on a day."""

    def __init__(self, town: Town, village: Village) -> None:
        self.town, self.village = town, village
        self.rng = stream("contacts:" + village.name)
        self._seen: set[tuple[int, date]] = set()
        self.pairs: dict[int, list[Pairing]] = defaultdict(list)
        for pairing in town.pairings:
            self.pairs[pairing.person.pid].append(pairing)
        staff = town.staff[village.name]
        self.officer, self.clerks = staff[1][0], [name for name, *_ in staff[2:]]

    def free_days(self, person: Person, days: tuple[date, ...]) -> list[date]:
        return [d for d in days if person.on_roll(d) and d > person.since and not person.away(d)
                and (person.pid, d) not in self._seen]

    def visitor(self, person: Person, day: date) -> str:
        rng = self.rng
        own = [p.helper for p in self.pairs[person.pid]
               if p.start <= day and (p.end is None or day < p.end) and p.helper.active and "教师" not in p.helper.kind]
        if own and rng.random() < 0.6:
            return own[0].name
        if person.in_any(CHILD_GROUPS) and rng.random() < 0.8:
            return self.officer
        return self.clerks[(person.team + (rng.random() < 0.15)) % len(self.clerks)]

    def add(self, person: Person, day: date, text: str, kind: str = "visit", by: str = "", kind_cn: str = "",
            ledger: str = "08", month_only: bool = False) -> None:
        if (person.pid, day) in self._seen:
            return
        self._seen.add((person.pid, day))
        rng, about_child = self.rng, person.in_any(CHILD_GROUPS)
        trouble = texts.problem(rng, about_child) if rng.random() < 0.09 else ""
        entered = min(TODAY, day + timedelta(days=int(self.village.lag * rng.random() ** 2)))
        self.town.contacts.append(Contact(person, day, kind, by or self.visitor(person, day), text, ledger, trouble,
                                          entered, kind_cn, month_only=month_only))

    def visit(self, person: Person, day: date, ledger: str = "08", month_only: bool = False, by: str = "") -> None:
        rng = self.rng
        if person.in_any(CHILD_GROUPS):
            text = texts.child(rng)
        elif person.in_any((*_MONTHLY, "disabled_severe", "veterans", "party_veterans")):
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
    return person.in_any((*_MONTHLY, *CHILD_GROUPS)) and person.risk not in ("blue", "green")


def village_contacts(town: Town) -> None:
    for village in VILLAGES:
        writer = Writer(town, village)
        if village.made_up:
            _made_up(writer)
            continue
        for month in MONTHS:
            for person in town.of_village(village.name):
                if person.groups and person.since <= month_days(month)[-1]:
                    _month_of(writer, person, month)
        _household_checks(writer)


def _month_of(w: Writer, person: Person, month: tuple[int, int]) -> None:
    """One person, one month: the due visit, perhaps a second one, perhaps a call."""
    rng, days = w.rng, w.free_days(person, month_days(month))
    short = 0.4 if month == MONTHS[0] else 1.0
    chance = rate(w.village, month) * person.neglect * short
    if not days:
        return
    if is_weekly(person):
        _weekly(w, person, days, chance)
    elif is_monthly(person):
        _monthly(w, person, month, days, chance)
    elif person.in_any(CHILD_GROUPS):
        if rng.random() < chance * (0.62 if person.risk == "blue" else 0.45):
            w.visit(person, pick_days(rng, days, 1)[0])
    elif person.in_any(("disabled_severe", "left_behind_women", "bereaved_families")):
        if rng.random() < chance * 0.36:
            w.visit(person, pick_days(rng, days, 1)[0])
    elif person.in_any(("veterans", "martyrs_survivors", "party_veterans")):
        if rng.random() < chance * 0.15:
            w.visit(person, pick_days(rng, days, 1)[0])
    if person.in_any((*_MONTHLY, *CHILD_GROUPS)) and rng.random() < 0.17 * chance:
        called = w.free_days(person, month_days(month))
        if called:
            w.add(person, rng.choice(called), texts.phone(rng, person.in_any(CHILD_GROUPS)), "phone",
                  kind_cn="电话走访")


def _weekly(w: Writer, person: Person, days: list[date], chance: float) -> None:
    """The weekly rule: some villages manage it, most visit such people two or three times a month."""
    share = _WEEKLY_SHARE.get(w.village.name, 0.45)
    for start in range(0, 7 * ((len(days) + 6) // 7), 7):
        week = days[start:start + 7]
        if week and w.rng.random() < share * chance:
            w.visit(person, pick_days(w.rng, week, 1)[0])


def _monthly(w: Writer, person: Person, month: tuple[int, int], days: list[date], chance: float) -> None:
    wide = w.village.wide and person.in_any(ELDER_GROUPS)
    if w.rng.random() >= chance:
        return
    count = 2 if w.rng.random() < (0.5 if w.village.name == "河东村" else 0.24) else 1
    whole = person.since < month_days(month)[0] and not person.gone(month_days(month)[-1])
    if wide and count == 1 and whole and month != MONTHS[-1] and month != MONTHS[0] and w.rng.random() < 0.04:
        w.visit(person, pick_days(w.rng, days, 1)[0], "09", month_only=True)
        return
    for day in pick_days(w.rng, days, count):
        w.visit(person, day, "09" if wide else "08")


def _household_checks(w: Writer) -> None:
    """Yearly or quarterly checks of whole homes; monitored homes monthly; relief homes after 1 December."""
    rng, town = w.rng, w.town
    relief_homes = {r.person.household for r in town.relief if r.item == "winter_living" and not r.refused}
    for home in [h for h in town.households.values() if h.village == w.village.name]:
        members = [p for p in home.members if p.groups]
        if not members:
            continue
        groups = {g for p in members for g in p.groups}
        if "monitored" in groups:
            for month in MONTHS:
                if rng.random() < rate(w.village, month):
                    _check(w, members, month_days(month))
        elif groups & {"minimum_living", "near_threshold", "hardship_in_care"}:
            often = 0.26 if "near_threshold" in groups else 0.16
            for month in MONTHS:
                if rng.random() < often * rate(w.village, month):
                    _check(w, members, month_days(month))
        if home.hid in relief_homes and rng.random() < w.village.late * 0.94:
            span = tuple(d for m in MONTHS[-2:] for d in month_days(m))
            _check(w, members[:1], span)


def _check(w: Writer, members: list[Person], days: tuple[date, ...]) -> None:
    for day in w.rng.choices(days, [weight_of(d) for d in days], k=3):
        present = [p for p in members if day in w.free_days(p, (day,))]
        if len(present) * 2 >= len(members):
            by = w.clerks[members[0].team % len(w.clerks)]
            for person in present:
                w.visit(person, day, by=by)
            return


def _made_up(w: Writer) -> None:
    """One visitor 'sees' the whole village on the month's last day and enters it weeks later, in copied words."""
    rng, town = w.rng, w.town
    for month in MONTHS:
        last = month_days(month)[-1]
        for person in town.of_village(w.village.name):
            monthly = person.in_any((*_MONTHLY, *CHILD_GROUPS, "monitored"))
            if not person.groups or not (monthly or rng.random() < 0.17):
                continue
            day = last if rng.random() < 0.83 else last - timedelta(days=rng.randrange(1, 4))
            if not w.free_days(person, (max(day, FIRST),)):
                continue
            by = w.clerks[0] if rng.random() < 0.86 else w.officer
            entered = min(TODAY, day + timedelta(days=rng.randrange(22, 48)))
            text = rng.choices(texts.MADE_UP, (5, 3, 2, 1))[0]
            town.contacts.append(Contact(person, day, "visit", by, text, "08", "", entered, "日常走访"))
