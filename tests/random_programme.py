"""Random rows of the further ledgers: files, letters, plans, winter checks, who answers for what."""

import random
from datetime import date, timedelta

FILES_ON = date(2025, 9, 15)  # the second roster, which the schools keep
LISTS = (date(2025, 1, 1), date(2025, 11, 1))  # days of the lists of who answers for what
FIELDS = (
    "address", "phone", "health", "guardian_name", "guardian_relation", "guardian_phone", "file_life", "file_mind",
    "file_safety",
)  # fmt: skip


def rows(rng: random.Random, roster: list[dict], villages: list[str], town: str) -> dict[str, list[dict]]:
    school = f"{town}/校"
    return {
        "files": [_file(rng, person) for person in roster if rng.random() < 0.8],
        "plans": [row for person in roster if rng.random() < 0.7 for row in _plans(rng, person)],
        "safety": [_check(rng, rng.choice([*villages[:2], school])) for _ in range(25)],
        "responsibles": [row for unit in (town, *villages, school) for row in _answering(rng, unit)],
    }


def _maybe(rng: random.Random, chance: float, value):
    return value if rng.random() < chance else None


def _day(rng: random.Random, first: date, days: int) -> date:
    return first + timedelta(days=rng.randrange(days))


def _file(rng: random.Random, person: dict) -> dict:
    signed = _maybe(rng, 0.6, _day(rng, date(2024, 8, 1), 400))
    return {
        **{key: person[key] for key in ("name", "unit_id", "class_unit_id", "id_no")},
        **{field: _maybe(rng, 0.9, "有") for field in FIELDS},
        "ledger_on": FILES_ON,
        "letter_on": signed,
        "letter_until": signed and _maybe(rng, 0.7, signed + timedelta(days=rng.randrange(500))),
        "contact_card": rng.choice([True, False, None]),
    }


def _plans(rng: random.Random, person: dict) -> list[dict]:
    told = []
    for _ in range(rng.choice([1, 1, 2])):
        plan = {
            "name": person["name"],
            "unit_id": person["unit_id"],
            "plan_kind": rng.choice(["help_plan", "help_plan", "education_plan"]),
            "plan_on": _day(rng, date(2024, 10, 1), 480),
            "plan_text": _maybe(rng, 0.8, "辅导"),
        }
        for stage in rng.choice([[None], ["一"], ["一", "二", "三"]]):
            due = _day(rng, date(2025, 3, 1), 400)
            done = _maybe(rng, 0.6, due + timedelta(days=rng.randrange(-30, 20)))
            diary = _maybe(rng, 0.5, _day(rng, date(2025, 3, 1), 330))
            told.append(
                plan | {"plan_stage": stage, "plan_due_on": due, "plan_done_on": done, "diary_on": diary}
            )
    return told


def _check(rng: random.Random, unit: str) -> dict:
    on = _day(rng, date(2025, 6, 1), 240)
    fault = rng.choice([None, "无", "漏电"])
    mended = _maybe(rng, 0.5, on + timedelta(days=rng.randrange(40))) if fault == "漏电" else None
    return {
        "unit_id": unit,
        "safety_place": rng.choice(["宿舍", "食堂"]),
        "safety_kind": rng.choice(["fire", "food"]),
        "safety_on": on,
        "safety_fault": fault,
        "safety_fixed_on": mended,
    }


def _answering(rng: random.Random, unit: str) -> list[dict]:
    """Each list of a body, of one or two people, with or without a telephone."""
    return [
        {
            "unit_id": unit,
            "answer_role": role,
            "answer_name": f"人员{n}",
            "answer_phone": _maybe(rng, 0.5, "16000000009"),
            "ledger_on": day,
        }
        for role in ("leading_group", "office", "inspection_group", "responsible")
        for day in LISTS
        if rng.random() < 0.5
        for n in range(rng.choice([1, 2]))
    ]
