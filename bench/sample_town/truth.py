"""The generator's own answer for 2026-01-20, from its model alone: the import is compared with it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from .clock import TODAY
from .model import NEEDS_HELPER, Person, Town
from .places import VILLAGES

_ITEMS = ("winter_living", "minimum_living_q1", "condolence")


def truth(town: Town) -> dict:
    roll = town.roll()
    active = [p for p in town.pairings if p.end is None and p.person.on_roll()]
    paired = {p.person.pid for p in active}
    villages = [v.name for v in VILLAGES]
    return {
        "as_of": TODAY.isoformat(),
        "on_roll": len(roll),
        "households_on_roll": len({p.household for p in roll}),
        "left": sum(1 for p in town.people if p.left_on),
        "died": sum(1 for p in town.people if p.died_on),
        "away_today": sum(1 for p in roll if p.away(TODAY)),
        "pupils_in_registers": sum(1 for p in town.people if p.school),
        "by_group": _counts(g for p in roll for g in p.groups),
        "by_village": _counts(p.village for p in roll),
        "by_group_village": {
            g: _counts(p.village for p in roll if g in p.groups)
            for g in sorted({g for p in roll for g in p.groups})
        },
        "by_class": _counts(f"{p.school}/{p.class_name}" for p in roll if p.school),
        "contacts": {
            "total": len(town.contacts),
            "by_kind": _counts(c.kind for c in town.contacts),
            "by_month": _counts(f"{c.day:%Y-%m}" for c in town.contacts),
            "by_village": _counts(c.person.village for c in town.contacts),
            "by_ledger": _counts(c.ledger for c in town.contacts),
            "condolence_visits_apart": sum(
                1 for r in town.relief if r.item == "condolence" and "received_on" in r.dates
            ),
        },
        "pairings": {
            "all": len(town.pairings),
            "active": len(active),
            "people_paired": len(paired),
            "active_by_kind": _counts(p.helper.kind for p in active),
            "helpers_active": len({p.helper.name for p in active}),
            "helpers_over_limit": _over_limit(active),
        },
        "needs_helper": {
            "people": sum(1 for p in roll if p.in_any(NEEDS_HELPER)),
            "unpaired": sum(1 for p in roll if p.in_any(NEEDS_HELPER) and p.pid not in paired),
            "unpaired_by_group": {
                g: sum(1 for p in roll if g in p.groups and p.pid not in paired) for g in NEEDS_HELPER
            },
            "unpaired_by_village": {v: _unpaired(roll, paired, v) for v in villages},
        },
        "relief": {item: _relief(town, item) for item in _ITEMS},
        "houses": _houses(town),
        "activities": _activities(town),
        "homes": _homes(town),
        "files": _files(town),
        "plans": _plans(town),
        "holiday": _holiday(town),
        "safety": _safety(town),
        "calls": {"sessions": len(town.calls), "calls": sum(c.calls for c in town.calls)},
    }


def _counts(values) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _unpaired(roll: list[Person], paired: set[int], village: str) -> int:
    return sum(1 for p in roll if p.village == village and p.in_any(NEEDS_HELPER) and p.pid not in paired)


def _over_limit(active: list) -> dict[str, int]:
    """Helper → load; children 1 (teachers 3) counted as persons, others 5 counted as households."""
    load: dict[str, set[int]] = {}
    limit = {}
    for p in active:
        limit[p.helper.name] = p.helper.limit
        load.setdefault(p.helper.name, set()).add(p.person.pid if p.helper.limit < 5 else p.person.household)
    return {name: len(load[name]) for name in sorted(load) if len(load[name]) > limit[name]}


def _relief(town: Town, item: str) -> dict:
    cases = [r for r in town.relief if r.item == item]
    due = [r for r in cases if not r.refused]
    paid = [r for r in due if "paid_on" in r.dates]
    return {
        "listed": len(cases),
        "refused": len(cases) - len(due),
        "due": len(due),
        "stages": {
            stage: sum(1 for r in due if stage in r.dates)
            for stage in (
                "surveyed_on",
                "reviewed_on",
                "published_on",
                "approved_on",
                "paid_on",
                "received_on",
            )
        },
        "cash_due": sum(r.cash for r in due),
        "cash_paid": sum(r.cash for r in paid),
        "quilts_paid": sum(r.quilts for r in paid),
        "coats_paid": sum(r.coats for r in paid),
        "due_by_village": _counts(r.person.village for r in due),
        "paid_by_village": _counts(r.person.village for r in paid),
        "received_by_village": _counts(r.person.village for r in due if "received_on" in r.dates),
    }


def _houses(town: Town) -> dict:
    """Safe = made safe or moved out; grade B is only watched."""
    rows = [(h.grade, "safe" if h.safe or h.resettled else "unsafe") for h in town.houses if h.grade in "CD"]
    return {
        "by_grade": _counts(h.grade for h in town.houses),
        "dangerous": len(rows),
        "by_grade_state": _counts(f"{grade} {state}" for grade, state in rows),
        "d_lived_in_unsafe": sum(
            1 for h in town.houses if h.grade == "D" and not h.safe and not h.resettled and h.lived_in
        ),
        "resettled": sum(1 for h in town.houses if h.resettled),
    }


def _activities(town: Town) -> dict:
    planned = [a for a in town.activities if a.planned <= TODAY]
    held = [a for a in planned if a.held]
    return {
        "listed": len(town.activities),
        "planned": len(planned),
        "held": len(held),
        "held_by_kind": _counts(a.kind for a in held),
        "held_by_unit": _counts(a.unit for a in held),
        "not_held_by_unit": _counts(a.unit for a in planned if not a.held),
        "reached": sum(a.reached for a in held),
    }


def _homes(town: Town) -> dict:
    """In order = open, with a telephone and two carers."""
    good = [f for f in town.facilities if f.is_open and f.phone and len(f.carers) >= 2]
    return {"homes": len(town.facilities), "in_order": sorted(f.unit for f in good)}


def _files(town: Town) -> dict:
    """Letters valid and cards given, of the pupils whose files the schools keep."""
    return {
        "listed": len(town.files),
        "letters_valid": sum(1 for f in town.files if f.until and f.until >= TODAY),
        "letters_run_out": sum(1 for f in town.files if f.until and f.until < TODAY),
        "cards": sum(1 for f in town.files if f.card),
        "blank_mind": sum(1 for f in town.files if not f.mind),
    }


def _plans(town: Town) -> dict:
    """Pupils by kind of plan; stages whose day has come, and those of them not done."""
    due = [stage for plan in town.plans for stage in plan.stages if stage.due < TODAY]
    return {
        "pupils": _counts(plan.kind for plan in town.plans),
        "stages": sum(len(plan.stages) for plan in town.plans),
        "stages_due": len(due),
        "stages_overdue": sum(1 for stage in due if not stage.done),
    }


def _holiday(town: Town) -> dict:
    """Winter-holiday visits of this winter, and what was given."""
    made = [c for c in town.contacts if c.ledger == "holiday" and c.day.year == 2026]
    return {
        "visits": len(made),
        "books": sum(c.books for c in made),
        "supplies": sum(c.supplies for c in made),
        "by_school": _counts(c.person.school for c in made),
    }


def _safety(town: Town) -> dict:
    places = {(c.unit, c.place, c.kind) for c in town.safety}
    return {
        "checks": len(town.safety),
        "places": len(places),
        "open_faults": sum(1 for c in town.safety if c.fault and not c.mended),
    }


def write(town: Town, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(truth(town), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
