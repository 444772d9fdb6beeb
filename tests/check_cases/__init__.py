"""Hand-made cases for every check: what must be found, with its sentence, and what lies just beside it and must not.

Each case is a town of its own in one store, so that all checks meet all cases. Everybody is invented.
A family of checks is one module with a list CASES; tests/test_checks.py asks them.
"""

from dataclasses import dataclass
from datetime import date

AS_OF = date(2026, 1, 20)
INSPECTION = date(2025, 11, 20)  # the one day of inspection that these towns know
OWN = "own"  # a telephone number that nobody of another town has
LISTED = "2024-12-31"  # the day of a ledger that says none
DAYS = {
    "ledger_on", "birth_date", "since", "left_on", "died_on", "away_from", "away_to", "paired_on", "unpaired_on",
    "contact_on", "entered_on", "surveyed_on", "reviewed_on", "published_on", "approved_on", "paid_on",
    "received_on", "found_on", "remedy_started_on", "safe_on", "resettled_on",
}  # fmt: skip


@dataclass(frozen=True)
class Hit:
    """One case of a check as the page says it: who (names), and the sentence in both languages."""

    who: frozenset[str]
    zh: str
    en: str


@dataclass(frozen=True)
class Case:
    """Rows of ledgers and what one check makes of them; no hits = a near-miss."""

    check: str
    what: str
    rows: list[dict]
    hits: tuple[Hit, ...] = ()
    as_of: date = AS_OF


def hit(who: str | list[str], zh: str, en: str) -> Hit:
    return Hit(frozenset(who.split() if isinstance(who, str) else who), zh, en)


def finds(check: str, what: str, rows: list, *hits: Hit, as_of: date = AS_OF) -> Case:
    """A case that must be found, once a hit."""
    assert hits
    return Case(check, what, _flat(rows), hits, as_of)


def spares(check: str, what: str, rows: list, as_of: date = AS_OF) -> Case:
    """A near-miss: the check must find nothing in the whole town."""
    return Case(check, what, _flat(rows), (), as_of)


def _flat(rows: list) -> list[dict]:
    return [row for one in rows for row in (_flat(one) if isinstance(one, list) else [one])]


def _row(kind: str, name: str, unit: str, fields: dict) -> dict:
    """A ledger row; `unit` is a village (东) or a class (校/一班)."""
    place = {"class_unit_id": unit} if "/" in unit else {"unit_id": unit}
    told = (
        {"kind": kind, "name": name, "ledger_on": LISTED, "complete": False, "problems": ()} | place | fields
    )
    return {
        key: date.fromisoformat(value) if key in DAYS and isinstance(value, str) else value
        for key, value in told.items()
    }


def person(name: str, unit: str = "东", **fields) -> dict:
    """A row of a roster; an elderly person living alone unless it says otherwise."""
    return _row("roster", name, unit, {"groups": "elderly_alone"} | fields)


def child(name: str, born: str = "2015-06-12", **fields) -> dict:
    plain = {"groups": "left_behind_children", "birth_date": born, "guardian_name": "王奶奶"}
    return person(name, **plain | fields)


def met(name: str, on: str, by: str = "赵干部", kind: str = "visit", unit: str = "东", **fields) -> dict:
    """A row of a contact ledger."""
    plain = {"contact_on": on, "contact_by": by, "contact_kind": kind, "contact_precision": "day"}
    return _row("contacts", name, unit, plain | fields)


def paired(name: str, helper: str = "赵干部", unit: str = "东", **fields) -> dict:
    plain = {"helper_name": helper, "helper_phone": OWN, "helper_kind": "cadre", "paired_on": "2025-01-05"}
    return _row("pairing", name, unit, plain | fields)


def relief(name: str, item: str = "winter_living", unit: str = "东", **fields) -> dict:
    return _row("relief", name, unit, {"relief_item": item, "ledger_on": "2026-01-15"} | fields)


def house(name: str, grade: str, found: str, unit: str = "东", **fields) -> dict:
    plain = {"house_grade": grade, "found_on": found, "lived_in": True, "ledger_on": "2025-12-01"}
    return _row("houses", name, unit, plain | fields)


def names(count: int, first: str = "张") -> list[str]:
    """张一, 张二 …: so many invented people, no two of one name."""
    digits = "零一二三四五六七八九"
    return [first + "".join(digits[int(one)] for one in str(at)) for at in range(1, count + 1)]
