"""Days of the sample: its first and last day, school terms, seasons, and seeded random streams."""

from __future__ import annotations

import random
from calendar import monthrange
from datetime import date, timedelta
from functools import cache

SEED = 20260120
FIRST = date(2024, 11, 21)
TODAY = date(2026, 1, 20)
MONTHS = [(2024, 11), (2024, 12), *((2025, m) for m in range(1, 13)), (2026, 1)]
# Days on which schools teach (talks, home visits).
TERMS = (
    (date(2024, 9, 2), date(2025, 1, 17)),
    (date(2025, 2, 17), date(2025, 7, 4)),
    (date(2025, 9, 1), date(2026, 1, 16)),
)
_HOLIDAYS = (
    (date(2025, 1, 28), date(2025, 2, 4)),
    (date(2025, 5, 1), date(2025, 5, 4)),
    (date(2025, 10, 1), date(2025, 10, 7)),
)
_HARVEST = ((date(2025, 5, 25), date(2025, 6, 16)), (date(2025, 9, 20), date(2025, 10, 22)))
_CARE_DAYS = (  # the weeks before Spring Festival, cold spells, the flood season
    (date(2024, 12, 12), date(2024, 12, 18)),
    (date(2025, 1, 10), date(2025, 1, 27)),
    (date(2025, 6, 27), date(2025, 7, 6)),
    (date(2025, 12, 9), date(2025, 12, 16)),
    (date(2026, 1, 4), date(2026, 1, 20)),
)


def stream(name: str) -> random.Random:
    """A random stream of its own for each part, so that a change in one part leaves the others alone."""
    return random.Random(f"{SEED}:{name}")


def days_between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=i) for i in range((last - first).days + 1)]


def _within(day: date, spans: tuple[tuple[date, date], ...]) -> bool:
    return any(a <= day <= b for a, b in spans)


@cache
def weight_of(day: date) -> float:
    """How likely work is done on a day: fewer on weekends, holidays and at harvest, more in care weeks."""
    weight = (1.0, 1.05, 1.0, 1.05, 0.95, 0.4, 0.3)[day.weekday()]
    if _within(day, _HOLIDAYS):
        weight *= 0.2
    if _within(day, _HARVEST):
        weight *= 0.6
    if _within(day, _CARE_DAYS):
        weight *= 1.9
    return weight


@cache
def season(month: tuple[int, int]) -> float:
    """Factor on the chance that a due contact happens in the month."""
    return {5: 0.97, 6: 0.94, 9: 0.95, 10: 0.93, 12: 1.03, 1: 1.05}.get(month[1], 1.0)


@cache
def month_days(month: tuple[int, int]) -> tuple[date, ...]:
    """The days of a month inside the sample."""
    last = monthrange(*month)[1]
    days = days_between(date(*month, 1), date(*month, last))
    return tuple(d for d in days if FIRST <= d <= TODAY)


def in_term(day: date) -> bool:
    return _within(day, TERMS)


def age_on(birth: date, day: date) -> int:
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def pick_days(rng: random.Random, days: list[date], count: int) -> list[date]:
    """Up to `count` different days, heavier days more likely, in order."""
    left, chosen = list(days), []
    while left and len(chosen) < count:
        day = rng.choices(left, [weight_of(d) for d in left])[0]
        left.remove(day)
        chosen.append(day)
    return sorted(chosen)
