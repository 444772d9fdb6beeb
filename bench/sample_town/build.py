"""Puts the town together, in the order in which one part needs the other."""

from __future__ import annotations

from . import (
    activities,
    children,
    contacts,
    files,
    flows,
    holiday,
    homes,
    houses,
    pairing,
    people,
    plans,
    relief,
    safety,
    schemes,
    school_contacts,
    staff,
)
from .model import Town


def build_town() -> Town:
    b = people.Builder()
    people.elders_without_id(b)
    people.hardship(b)
    schemes.minimum_living(b)
    schemes.near_threshold(b)
    schemes.monitored(b)
    schemes.disabled_alone(b)
    schemes.honoured(b)
    children.left_behind(b)
    children.in_difficulty(b)
    people.not_before_birth(b.town)
    flows.turned_sixteen(b.town)
    children.fill_schools(b)
    people.deliberate_namesakes(b)
    flows.leavers(b.town)
    flows.absences(b.town)
    pairing.pair_everyone(b)
    staff.appoint(b)
    relief.winter_living(b.town)
    relief.allowance(b.town)
    relief.condolence(b.town)
    houses.houses(b.town)
    contacts.village_contacts(b.town)
    school_contacts.school_contacts(b.town)
    activities.activities(b.town)
    homes.homes(b.town)
    files.child_files(b.town)
    holiday.holiday_visits(b.town)
    holiday.calls(b.town)
    plans.plans(b.town)
    safety.safety_checks(b.town)
    b.town.contacts.sort(key=lambda c: (c.day, c.person.pid, c.kind))
    return b.town
