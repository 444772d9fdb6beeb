"""Random small towns: plain ledger rows with every kind of edge that the rules know, from one seed."""

import random
from datetime import date, timedelta
from pathlib import Path

from tests import random_programme
from tests.ledgers import id_no
from tests.making import batch

TOWN = "镇"
VILLAGES = [f"{TOWN}/村{n}" for n in range(3)]
CLASSES = [f"{TOWN}/校/班{n}" for n in range(2)]
GROUPS = [
    "left_behind_children",
    "children_in_difficulty",
    "elderly_alone",
    "hardship_home",
    "minimum_living",
    "party_veterans",
]
FIRST, LAST = date(2025, 1, 1), date(2026, 1, 31)
KINDS = ["visit", "phone", "talk", "home_visit", "condolence"]


def day(rng: random.Random, first: date = FIRST, last: date = LAST) -> date:
    return first + timedelta(days=rng.randrange((last - first).days + 1))


def maybe(rng: random.Random, chance: float, value):
    return value if rng.random() < chance else None


def rows(seed: int) -> dict[str, list[dict]]:
    rng = random.Random(seed)
    roster = [_person(rng, number) for number in range(40)]
    helpers = [(f"助{n}", rng.choice(["teacher", "cadre", "volunteer"])) for n in range(6)]
    pairing, contacts, relief, houses = [], [], [], []
    for person in roster:
        who = {"name": person["name"], "unit_id": person["unit_id"]}
        for helper, kind in rng.sample(helpers, rng.choice([0, 1, 1, 2])):
            begins = day(rng)
            ends = maybe(rng, 0.3, begins + timedelta(days=rng.randrange(200)))
            pairing.append(
                who | {"helper_name": helper, "helper_kind": kind, "paired_on": begins, "unpaired_on": ends}
            )
        for _ in range(rng.randrange(9)):
            by = rng.choice([helper for helper, _ in helpers] + ["路人"])
            contacts.append(
                who | {"contact_on": day(rng), "contact_kind": rng.choice(KINDS), "contact_by": by}
            )
        if rng.random() < 0.4:
            paid = maybe(rng, 0.6, day(rng, date(2025, 11, 1), date(2026, 2, 10)))
            refused = maybe(rng, 0.1, "不符合")
            relief.append(
                who
                | {
                    "relief_item": "winter_living",
                    "surveyed_on": day(rng, date(2025, 9, 1), date(2025, 12, 1)),
                    "paid_on": paid,
                    "refused_reason": refused,
                }
            )
        if rng.random() < 0.3:
            safe, left = (maybe(rng, 0.4, day(rng, date(2025, 10, 1), date(2026, 2, 10))) for _ in range(2))
            houses.append(
                who
                | {
                    "house_grade": rng.choice("ABCD"),
                    "found_on": day(rng),
                    "safe_on": safe,
                    "resettled_on": left,
                    "lived_in": rng.random() < 0.5,
                }
            )
    contacts.append(
        {
            "name": roster[0]["name"],
            "unit_id": roster[0]["unit_id"],
            "contact_on": FIRST,
            "contact_kind": "visit",
            "contact_by": "路人",
        }
    )
    people = {"roster": roster, "pairing": pairing, "contacts": contacts, "relief": relief, "houses": houses}
    people |= {"facilities": _homes(rng), "activities": [_activity(rng, n) for n in range(25)]}
    _hand_in(rng, people)
    return people | random_programme.rows(rng, roster, VILLAGES, TOWN)


def _hand_in(rng: random.Random, town: dict[str, list[dict]]) -> None:
    """Each row's ledger has a day of its own; talks and home visits are the schools' ledgers; some visits bring books."""
    classes = {person["name"]: person["class_unit_id"] for person in town["roster"]}
    for row in town["contacts"]:
        row["ledger_on"] = row["contact_on"] + timedelta(days=rng.randrange(45))
        row["class_unit_id"] = classes[row["name"]] if row["contact_kind"] in ("talk", "home_visit") else None
        row["gift_books"] = maybe(rng, 0.5, 2)
    for row in town["relief"]:
        row["ledger_on"] = rng.choice([date(2025, 10, 20), date(2025, 11, 20), date(2026, 1, 10)])


def _homes(rng: random.Random) -> list[dict]:
    units = [unit for unit in [*VILLAGES, f"{TOWN}/校"] if rng.random() < 0.7]
    return [
        {
            "unit_id": unit,
            "facility_name": f"家{n}",
            "facility_open": rng.choice([True, False, None]),
            "facility_phone": maybe(rng, 0.5, "7612345"),
            "facility_has_phone": rng.choice([True, False, None]),
            "facility_teacher": rng.choice([None, "张一", "张一、李二", "王 三；赵四五"]),
            "facility_teachers": rng.choice([None, 1, 2]),
            "facility_opened_on": maybe(rng, 0.5, day(rng)),
        }
        for n, unit in enumerate(units)
    ]


def _activity(rng: random.Random, number: int) -> dict:
    planned = maybe(rng, 0.7, day(rng, date(2025, 5, 1)))
    held = day(rng, date(2025, 5, 1)) if planned is None else maybe(rng, 0.6, planned + timedelta(days=3))
    return {
        "unit_id": rng.choice([*VILLAGES, *CLASSES, f"{TOWN}/校"]),
        "activity_title": f"动{number}",
        "activity_kind": rng.choice(["monthly_activity", "lecture", "praise"]),
        "activity_planned_on": planned,
        "activity_on": held,
        "activity_state": maybe(rng, 0.15, "cancelled"),
    }


def _person(rng: random.Random, number: int) -> dict:
    away = maybe(rng, 0.15, day(rng))
    born = day(rng, date(1944, 12, 1), date(1948, 2, 1))
    return {
        "name": f"人{number}",
        "unit_id": rng.choice(VILLAGES),
        "class_unit_id": maybe(rng, 0.4, rng.choice(CLASSES)),
        "groups": ",".join(rng.sample(GROUPS, rng.choice([1, 1, 2, 3]))),
        "birth_date": born,
        "id_no": maybe(rng, 0.6, id_no(number, f"{born:%Y%m%d}")),
        "disability_level": maybe(rng, 0.2, 2),
        "risk": maybe(rng, 0.3, rng.choice(["red", "green"])),
        "since": maybe(rng, 0.5, day(rng)),
        "left_on": maybe(rng, 0.15, day(rng, date(2025, 6, 1))),
        "died_on": maybe(rng, 0.1, day(rng, date(2025, 6, 1))),
        "away_from": away,
        "away_to": away and maybe(rng, 0.7, away + timedelta(days=rng.randrange(90))),
        "away_reason": away and "hospital",
    }


def write(folder: Path, seed: int) -> dict[str, list[dict]]:
    """Write the town's batches; returns its plain rows."""
    units = [
        {"unit_id": TOWN, "unit_name": "镇", "unit_kind": "town"},
        {"unit_id": f"{TOWN}/校", "unit_name": "校", "unit_kind": "school"},
    ]
    units += [
        {"unit_id": unit, "unit_name": unit.split("/")[1], "unit_kind": "village", "responsible_name": "主任"}
        for unit in VILLAGES
    ]
    town = rows(seed)
    batch(folder, "units", "units", units, FIRST)
    for kind, told in town.items():
        if told:
            batch(folder, kind, "roster" if kind == "files" else kind, told, FIRST, covers_to=LAST)
    return town
