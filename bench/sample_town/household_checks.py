"""Checks of whole homes; and the one village whose visits look made up."""

from __future__ import annotations

from datetime import date, timedelta

from . import texts
from .clock import FIRST, MONTHS, TODAY, month_days, weight_of
from .model import (
    CHILD_GROUPS,
    Contact,
    Person,
)
from .visiting import MONTHLY, Writer, rate


def household_checks(w: Writer) -> None:
    """Yearly or quarterly checks of whole homes; monitored homes monthly; relief homes after 1 December."""
    rng, town = w.rng, w.town
    relief_homes = {r.person.household for r in town.relief if r.item == "winter_living" and not r.refused}
    for home in [h for h in town.households.values() if h.village == w.village.name]:
        members = [p for p in home.members if p.groups]
        if not members:
            continue
        groups = {g for p in members for g in p.groups}
        luck = rng.random()
        for month in MONTHS:
            if "monitored" in groups and (luck if rng.random() < 0.6 else rng.random()) < rate(
                w.village, month
            ):
                _check(w, members, month_days(month))
        if groups & {"minimum_living", "near_threshold", "hardship_in_care"}:
            _yearly_check(w, home.hid, members, luck, quarterly="near_threshold" in groups)
        if home.hid in relief_homes and rng.random() < w.village.late * 0.94:
            span = tuple(d for m in MONTHS[-2:] for d in month_days(m))
            _check(w, members[:1], span)


def _yearly_check(w: Writer, number: int, members: list[Person], luck: float, quarterly: bool) -> None:
    """The full check of a home once a year (near-threshold: a quarter), in the home's own month."""
    step = 3 if quarterly else 12
    for month in MONTHS:
        due = (month[0] * 12 + month[1] + number) % step == 0
        if due and luck < rate(w.village, month) * 1.04 or w.rng.random() < 0.1:
            _check(w, members, month_days(month))


def _check(w: Writer, members: list[Person], days: tuple[date, ...]) -> None:
    for day in w.rng.choices(days, [weight_of(d) for d in days], k=3):
        present = [p for p in members if day in w.free_days(p, (day,))]
        if len(present) * 2 >= len(members):
            by = w.clerks[members[0].team % len(w.clerks)]
            for person in present:
                w.visit(person, day, by=by)
            return


def made_up(w: Writer) -> None:
    """One visitor 'sees' all on the month's last day and enters it weeks later, in copied words."""
    rng, town = w.rng, w.town
    for month in MONTHS:
        last = month_days(month)[-1]
        for person in town.of_village(w.village.name):
            monthly = person.in_any((*MONTHLY, *CHILD_GROUPS, "monitored"))
            if not person.groups or not (monthly or rng.random() < 0.17):
                continue
            day = last if rng.random() < 0.83 else last - timedelta(days=rng.randrange(1, 4))
            if not w.free_days(person, (max(day, FIRST),)):
                continue
            by = w.clerks[0] if rng.random() < 0.86 else w.officer
            entered = min(TODAY, day + timedelta(days=rng.randrange(22, 48)))
            text = rng.choices(texts.MADE_UP, (5, 3, 2, 1))[0]
            town.contacts.append(Contact(person, day, "visit", by, text, "08", "", entered, "日常走访"))
