"""School contacts: monthly talks, home visits each term, calls and video calls with parents."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date

from . import texts
from .clock import FIRST, MONTHS, TERMS, TODAY, in_term, month_days, pick_days, stream
from .model import CHILD_GROUPS, Contact, Person, Town
from .schools import SCHOOL, SCHOOLS, School

_LAG_CLASSES = ("八年级2班", "九年级3班", "五年级2班")
_PLACES = ("办公室", "操场", "教室", "心理辅导室", "图书角", "校园长廊", "宿舍")


def school_contacts(town: Town) -> None:
    for school in SCHOOLS:
        rng = stream("school:" + school.name)
        taken: dict[int, set[date]] = defaultdict(set)  # one contact of a child a day, over all ledgers
        for contact in town.contacts:
            taken[contact.person.pid].add(contact.day)
        pupils = [p for p in town.people if p.school == school.name and p.in_any(CHILD_GROUPS)]
        for pupil in pupils:
            teacher = town.staff[f"{school.name}/{pupil.class_name}"][0][0]
            seen = taken[pupil.pid]
            for month in MONTHS:
                _talks(town, rng, school, pupil, month, teacher, seen)
            _home_visits(town, rng, pupil, teacher, seen)
            _calls(town, rng, pupil, teacher, seen)


def _open(pupil: Person, days: tuple[date, ...] | list[date], seen: set[date]) -> list[date]:
    return [
        d
        for d in days
        if in_term(d)
        and d.weekday() < 5
        and d > pupil.since
        and pupil.on_roll(d)
        and not pupil.away(d)
        and d not in seen
        and _enrolled(pupil, d)
    ]


def _enrolled(pupil: Person, day: date) -> bool:
    return pupil.grade != 1 or day >= date(2025, 9, 1)


def _own_teacher(town: Town, pupil: Person, day: date) -> str:
    """The paired teacher of the day, if one of the pupil's school who does talk with them."""
    for pairing in town.pairings:
        helper = pairing.helper
        if pairing.person is not pupil or helper.unit != pupil.school or not helper.active:
            continue
        if pairing.start <= day and (pairing.end is None or day < pairing.end):
            return helper.name
    return ""


def talk_rate(school: School, room: str, month: tuple[int, int]) -> float:
    step = MONTHS.index(month) / (len(MONTHS) - 1)
    whole = school.talk_early + (school.talk_late - school.talk_early) * step
    return whole * (0.62 if room in _LAG_CLASSES and school is not SCHOOLS[2] else 1.0)


def _talks(
    town: Town,
    rng: random.Random,
    school: School,
    pupil: Person,
    month: tuple[int, int],
    teacher: str,
    seen: set[date],
) -> None:
    days = _open(pupil, month_days(month), seen)
    if len(days) < 5 or month == (2025, 7):
        return
    short = 0.5 if month == MONTHS[0] else 1.0
    if rng.random() >= talk_rate(school, pupil.class_name, month) * short:
        return
    for day in pick_days(rng, days, 2 if rng.random() < 0.12 else 1):
        own = _own_teacher(town, pupil, day)
        by = own if own and rng.random() < 0.62 else teacher
        seen.add(day)
        town.contacts.append(
            Contact(
                pupil, day, "talk", by, texts.talk(rng), "talk", place=rng.choice(_PLACES), kind_cn="谈心"
            )
        )


def _home_visits(town: Town, rng: random.Random, pupil: Person, teacher: str, seen: set[date]) -> None:
    """Every left-behind pupil once a term; others in difficulty often too."""
    due = 1.0 if "left_behind_children" in pupil.groups else 0.55
    for first, last in TERMS:
        first, last = max(first, FIRST), min(last, TODAY)
        step = {TERMS[0][0]: 0.42, TERMS[1][0]: 0.82}.get(first, 0.9 if first > date(2025, 8, 1) else 0.45)
        school = SCHOOL[pupil.school]
        if rng.random() >= due * step * min(1.0, school.talk_late + 0.05):
            continue
        days = [
            d
            for d in _span(first, last)
            if d.weekday() >= 4
            and d > pupil.since
            and pupil.on_roll(d)
            and not pupil.away(d)
            and d not in seen
            and _enrolled(pupil, d)
        ]
        for day in pick_days(rng, days, 1):
            seen.add(day)
            by = _own_teacher(town, pupil, day) or teacher
            town.contacts.append(
                Contact(pupil, day, "home_visit", by, texts.child(rng), "home", kind_cn="上门走访")
            )


def _span(first: date, last: date) -> list[date]:
    return [d for m in MONTHS for d in month_days(m) if first <= d <= last]


def _calls(town: Town, rng: random.Random, pupil: Person, teacher: str, seen: set[date]) -> None:
    for month in MONTHS:
        days = _open(pupil, month_days(month), seen)
        if not days or rng.random() >= 0.36:
            continue
        day = rng.choice(days)
        seen.add(day)
        video = rng.random() < 0.22
        town.contacts.append(
            Contact(
                pupil,
                day,
                "video" if video else "phone",
                _own_teacher(town, pupil, day) or teacher,
                texts.phone(rng, True),
                "home",
                kind_cn="视频连线" if video else "电话沟通",
            )
        )
