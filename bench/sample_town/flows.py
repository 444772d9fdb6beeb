"""Who leaves the roll (death, move, reason gone), and who is away for a while."""

from __future__ import annotations

import random
from datetime import date, timedelta

from .clock import FIRST, TODAY, age_on, stream
from .model import CHILD_GROUPS, ELDER_GROUPS, Absence, Person, Town
from .people import TWIN_PUPILS, TWINS

_LAST_EXIT = date(2026, 1, 9)  # before the first of the January exports
_NAMESAKES = {TWIN_PUPILS, *(twin[1] for twin in TWINS)}


def _some_day(rng: random.Random, first: date, last: date) -> date:
    return first + timedelta(days=rng.randrange((last - first).days + 1))


def _can_leave(person: Person) -> bool:
    return person.on_roll(FIRST) and person.name not in _NAMESAKES


def _leave(person: Person, day: date, reason: str, died: bool = False) -> None:
    """One who leaves, leaves all groups; the ledgers then state one joining day for all of them."""
    since = person.since
    person.groups = dict.fromkeys(person.groups, since)
    person.left_on, person.left_reason = day, reason
    person.died_on = day if died else None


def leavers(town: Town) -> None:
    rng = stream("flows")
    first = FIRST + timedelta(days=20)
    alone = {h.hid for h in town.households.values() if len(h.members) == 1}
    old = [
        p for p in town.people if _can_leave(p) and p.age >= 72 and (p.household in alone or not p.shows_id)
    ]
    for person in _older_first(rng, old, 46):
        _leave(person, _some_day(rng, first, _LAST_EXIT), "死亡", died=True)
    _children_leave(rng, town, first)
    homes = [
        h
        for h in town.households.values()
        if h.monthly and all(set(p.groups) == {"minimum_living"} and _can_leave(p) for p in h.members)
    ]
    for home in rng.sample(homes, 8):
        day = (
            _some_day(rng, first, _LAST_EXIT).replace(day=1)
            if rng.random() < 0.4
            else _some_day(rng, first, _LAST_EXIT)
        )
        reason = rng.choice(("家庭收入超标", "子女就业增收"))
        for person in home.members:
            _leave(person, max(day, first), reason)
    movers = [
        p
        for p in town.people
        if _can_leave(p) and p.in_any((*ELDER_GROUPS, "left_behind_women")) and not p.shows_id
    ]
    for person in rng.sample(movers, 24):
        reason = (
            "丈夫返乡" if "left_behind_women" in person.groups else rng.choice(("随子女迁出", "子女返乡照料"))
        )
        _leave(person, _some_day(rng, first, _LAST_EXIT), reason)


def _older_first(rng: random.Random, people: list[Person], count: int) -> list[Person]:
    ranked = sorted(people, key=lambda p: (p.age - 60) * rng.random(), reverse=True)
    return ranked[:count]


def _children_leave(rng: random.Random, town: Town, first: date) -> None:
    """Parents came home; the family moved; or the sixteenth birthday came."""
    only = [p for p in town.people if set(p.groups) == {"left_behind_children"} and _can_leave(p)]
    for child in rng.sample([p for p in only if p.age < 15], 17):
        _leave(child, _some_day(rng, first, _LAST_EXIT), rng.choice(("父母返乡", "父母返乡", "随父母迁出")))
        if child.left_reason == "随父母迁出":
            child.school = child.class_name = ""
            child.grade = 0


def turned_sixteen(town: Town) -> None:
    """No one is a left-behind child from the sixteenth birthday on (called when children are made)."""
    for child in town.people:
        since = child.groups.get("left_behind_children")
        if since is None or age_on(child.birth, TODAY) < 16:
            continue
        birthday = child.birth.replace(year=child.birth.year + 16)
        if since >= birthday:
            child.groups["left_behind_children"] = birthday - timedelta(days=500)
        _leave(child, birthday, "年满16周岁")


def absences(town: Town) -> None:
    """In hospital, working away, staying with relatives: some now, some earlier; children in summer."""
    rng = stream("absences")
    roll = [p for p in town.roll() if p.since < date(2025, 3, 1)]
    adults = [p for p in roll if p.age >= 18 and "hardship_in_care" not in p.groups]
    chosen = rng.sample(adults, 46)
    for index, person in enumerate(chosen):
        reason = "hospital" if index % 2 else "relatives" if person.age > 60 else "work"
        length = rng.randrange(12, 45) if reason == "hospital" else rng.randrange(45, 150)
        if index < 26:  # away today
            start = TODAY - timedelta(days=rng.randrange(3, length))
            end = None if rng.random() < 0.5 else TODAY + timedelta(days=rng.randrange(3, 25))
        else:
            start = date(2025, 3, 5) + timedelta(days=rng.randrange(200))
            end = start + timedelta(days=min(length, 90))
        person.absences.append(Absence(start, end, reason))
    kids = [p for p in roll if p.in_any(CHILD_GROUPS) and 6 <= p.age < 16]
    for child in rng.sample(kids, 24):
        start = date(2025, 7, 6) + timedelta(days=rng.randrange(12))
        child.absences.append(
            Absence(start, date(2025, 8, 18) + timedelta(days=rng.randrange(10)), "relatives")
        )
