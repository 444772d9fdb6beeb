"""All cases as one store: each a town of its own, taken past the importer."""

from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path

from care.definitions import Definitions, load
from care.store import Store
from tests.check_cases import INSPECTION, OWN, Case
from tests.making import batch, built

PHONES = ("phone", "helper_phone", "guardian_phone")
COVERS = date(2026, 1, 20)


def town_of(number: int) -> str:
    return f"第{number}镇"


def rules() -> Definitions:
    """The shipped definitions with one inspection; without indicators, whose month-ends take long to tally."""
    known = load()
    return replace(known, indicators={}, programme=replace(known.programme, inspections=[INSPECTION]))


def placed(case: Case, number: int) -> list[dict]:
    """The case's rows in its own town."""
    town = town_of(number)
    found = []
    for row in case.rows:
        unit, class_ = row.get("unit_id"), row.get("class_unit_id")
        found.append(
            row
            | {"unit_id": unit and f"{town}/{unit}村" if unit != "镇" else town}
            | {"class_unit_id": class_ and f"{town}/{class_}"}
            | {field: f"1390000{number:04d}" for field in PHONES if row.get(field) == OWN}
            | {"sheet": town}
        )
    return found


def write(folder: Path, cases: list[Case]) -> None:
    """Write everything as batches: one a kind and ledger day, complete rolls one a town."""
    rows = [row for number, case in enumerate(cases) for row in placed(case, number)]
    batch(folder, "units", "units", _units(rows), date(2024, 1, 1))

    def ledger(row: dict) -> tuple:
        return row["kind"], row["ledger_on"], row["sheet"] if row["complete"] else ""

    for (kind, on, town), told in groupby(sorted(rows, key=ledger), key=ledger):
        told = list(told)
        problems = [
            {
                "sheet": row["sheet"],
                "row": at + 2,
                "field": field,
                "code": code,
                "value": "",
                "values": dict(figures),
            }
            for at, row in enumerate(told)
            for field, code, *figures in row["problems"]
        ]
        plain = [
            {name: value for name, value in row.items() if name not in ("complete", "problems")}
            for row in told
        ]
        name = f"{kind} {on} {town}".strip()
        batch(folder, name, kind, plain, on, covers_to=COVERS, complete=bool(town), problems=problems)


def store_of(folder: Path, cases: list[Case], definitions: Definitions | None = None) -> Store:
    write(folder, cases)
    return built(folder, definitions or rules())


def _units(rows: list[dict]) -> list[dict]:
    kinds = {}
    for row in rows:
        for path in (row["unit_id"], row["class_unit_id"]):
            parts = (path or "").split("/")
            kinds |= {"/".join(parts[:at]): _kind(parts[:at]) for at in range(1, len(parts) + 1) if path}
    return [
        {"unit_id": path, "unit_name": path.split("/")[-1], "unit_kind": kind, "responsible_name": "某主任"}
        for path, kind in sorted(kinds.items())
    ]


def _kind(parts: list[str]) -> str:
    if len(parts) == 1:
        return "town"
    if parts[1].endswith("村"):
        return "village"
    return "school" if len(parts) == 2 else "class"
