"""Winter-holiday visits of the schools with books and school supplies; calls to parents at the homes for pupils."""

from __future__ import annotations

from datetime import date, timedelta

from . import texts
from .clock import TODAY, days_between, stream
from .model import CHILD_GROUPS, Calls, Contact, Person, Town
from .schools import SCHOOLS

# Days of the last winter holiday before and after the festival; of this one, those that have passed.
_LAST = (
    *days_between(date(2025, 1, 18), date(2025, 1, 25)),
    *days_between(date(2025, 2, 6), date(2025, 2, 14)),
)
_THIS = tuple(days_between(date(2026, 1, 17), TODAY))
_VISITED = {"青溪中心小学": (0.9, 0.34), "青溪初级中学": (0.72, 0.12), "河东小学": (0.96, 0.5)}
_CALL_DAYS = {
    "青溪中心小学": 5,
    "青溪初级中学": 3,
    "河东小学": 5,
    "石桥村": 6,
    "梅岭村": 6,
    "红星村": 6,
}  # weekdays


def holiday_visits(town: Town) -> None:
    """Adds to town.contacts. This winter teachers begin with pupils whom they talked with and visited lately."""
    for school in SCHOOLS:
        rng = stream("holiday " + school.name)
        last, this = _VISITED[school.name]
        for pupil in [p for p in town.people if p.school == school.name and p.in_any(CHILD_GROUPS)]:
            teacher = town.staff[f"{school.name}/{pupil.class_name}"][0][0]
            seen = {c.day for c in town.contacts if c.person is pupil}
            if pupil.grade > 1 and rng.random() < last:
                _visit(town, rng, pupil, teacher, [d for d in _LAST if d not in seen], 0.95)
            if rng.random() < this and _well_kept(town, pupil):
                _visit(town, rng, pupil, teacher, [d for d in _THIS if d not in seen], 0.85)


def _visit(town: Town, rng, pupil: Person, teacher: str, days: list[date], given: float) -> None:
    days = [d for d in days if d > pupil.since and pupil.on_roll(d) and not pupil.away(d)]
    if not days:
        return
    gives = rng.random() < given
    made = Contact(
        pupil,
        rng.choice(days),
        "home_visit",
        teacher,
        texts.child(rng),
        "holiday",
        kind_cn="上门走访",
        books=rng.choice((1, 2, 2, 3)) if gives else 0,
        supplies=1 if gives else 0,
    )
    town.contacts.append(made)


def _well_kept(town: Town, pupil: Person) -> bool:
    """Talked with and visited in December; the weekly visits of red pupils are the villages'."""
    kinds = {c.kind for c in town.contacts if c.person is pupil and (c.day.year, c.day.month) == (2025, 12)}
    return pupil.risk != "red" and pupil.on_roll() and "talk" in kinds and "visit" in kinds


def calls(town: Town) -> None:
    """Fills town.calls: a session a week in term at each home that has a telephone and keeps its book."""
    rng = stream("calls")
    kept = [f for f in town.facilities if f.phone and f.is_open and f.unit in _CALL_DAYS]
    for home in kept:
        day = date(2025, 9, 1)
        while day <= date(2026, 1, 16):
            on = day + timedelta(days=_CALL_DAYS[home.unit] - 1)
            if rng.random() < 0.85 and on <= TODAY:
                town.calls.append(Calls(home.unit, on, rng.randrange(4, 16), home.carers[0]))
            day += timedelta(days=7)
