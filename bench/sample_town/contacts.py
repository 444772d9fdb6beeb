"""Village contacts: who was visited or called when, by whom, and what was written down."""

from __future__ import annotations

from datetime import date, timedelta

from . import texts
from .clock import MONTHS, month_days, pick_days
from .household_checks import household_checks, made_up
from .model import (
    CHILD_GROUPS,
    ELDER_GROUPS,
    Person,
    Town,
)
from .places import VILLAGES
from .visiting import Writer, is_monthly, is_weekly, rate

# Months of which the sample holds a part only.
_PART = {MONTHS[0]: 0.4, MONTHS[-1]: 0.84}


# How often a person is seen in a month in which they are seen at all: once, twice, three times (weights).
_TIMES = {"河东村": (30, 45, 25), "": (48, 36, 16)}


# How many weeks out of all some villages manage where the rule asks for a visit a week.
_WEEKLY_SHARE = {"石桥村": 0.94, "梅岭村": 0.9, "河东村": 0.75}


def village_contacts(town: Town) -> None:
    for village in VILLAGES:
        writer = Writer(town, village)
        if village.made_up:
            made_up(writer)
            continue
        for month in MONTHS:
            for person in town.of_village(village.name):
                if person.groups and person.since <= month_days(month)[-1]:
                    _month_of(writer, person, month)
        household_checks(writer)


def _month_of(w: Writer, person: Person, month: tuple[int, int]) -> None:
    """One person, one month: the due visits, perhaps more than the due ones, perhaps a call."""
    days = w.free_days(person, month_days(month))
    if not days:
        return
    chance = rate(w.village, month) * person.neglect * _PART.get(month, 1.0)
    if is_weekly(person):
        _weekly(w, person, month, days, chance)
    elif is_monthly(person):
        _monthly(w, person, month, days, chance)
    elif "disabled_severe" in person.groups:
        _once_in(w, person, month, days, 3, chance)
    elif person.in_any(("left_behind_women", "party_veterans")):
        _once_in(w, person, month, days, 4, chance * 0.8)
    elif person.in_any(("veterans", "martyrs_survivors")):
        _once_in(w, person, month, days, 6, chance * 0.7)
    called = w.free_days(person, month_days(month))
    if called and is_monthly(person) and w.rng.random() < 0.3 * chance:
        words = texts.phone(w.rng, person.in_any(CHILD_GROUPS))
        w.add(person, w.rng.choice(called), words, "phone", kind_cn="电话走访")


def _once_in(
    w: Writer, person: Person, month: tuple[int, int], days: list[date], span: int, chance: float
) -> None:
    """One visit in every `span` months, in the person's own month of the span."""
    if (month[0] * 12 + month[1] + person.pid) % span == 0 and w.luck(person) < chance:
        w.visit(person, pick_days(w.rng, days, 1)[0])


def _weekly(w: Writer, person: Person, month: tuple[int, int], days: list[date], chance: float) -> None:
    """The weekly rule: some villages manage it, most visit such people two or three times a month."""
    share = _WEEKLY_SHARE.get(w.village.name, 0.36)
    for start in {d - timedelta(days=d.weekday()): d for d in days}:
        week = [d for d in days if start <= d <= start + timedelta(days=6)]
        # A week that two months share is visited in the month that holds its Wednesday.
        midweek = start + timedelta(days=2)
        if (midweek.year, midweek.month) == month and w.rng.random() < share * min(1.0, chance * 1.04):
            w.visit(person, pick_days(w.rng, week, 1)[0])


def _monthly(w: Writer, person: Person, month: tuple[int, int], days: list[date], chance: float) -> None:
    wide = w.village.wide and person.in_any(ELDER_GROUPS)
    if w.luck(person) >= chance:
        return
    count = w.rng.choices((1, 2, 3), _TIMES["河东村" if w.village.name == "河东村" else ""])[0]
    whole = person.since < month_days(month)[0] and not person.gone(month_days(month)[-1])
    ticked = wide and count == 1 and whole and month not in (MONTHS[0], MONTHS[-1])
    if ticked and w.rng.random() < 0.05:
        w.visit(person, pick_days(w.rng, days, 1)[0], "09", month_only=True)
        return
    for day in pick_days(w.rng, days, count):
        w.visit(person, day, "09" if wide else "08")
