"""Compares what an import gave with what was put in."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal

from tests.random_parts.cells import Ledger, Row, Values
from tests.random_parts.writing import Maybe

PLACE = {"row_id", "kind", "sheet", "row_no", "unit_id", "class_unit_id", "ledger_on"}
DERIVED = {
    "village",
    "school",
    "class_name",
    "grade",
    "contact_precision",
    "contact_kind",
    "helper_kind",
    "relief_item",
    "team",
}  # may be worked out from elsewhere


def differences(
    ledger: Ledger, rows: list[dict], problems: list[tuple[str, int | None, str, str]]
) -> list[str]:
    """Every way in which rows (as dicts) and problems (sheet, row, column, code) differ from the truth."""
    return [*row_differences(ledger, rows), *fault_differences(ledger, problems)]


def row_differences(ledger: Ledger, rows: list[dict]) -> list[str]:
    one_sheet = all(row.sheet is None for row in ledger.rows)
    formless = any(row.row is None for row in ledger.rows)
    wanted, got = defaultdict(list), defaultdict(list)
    for row in ledger.rows:
        wanted[row.sheet, row.row].append(row)
    for found in rows:
        got[None if one_sheet else found["sheet"], None if formless else found["row_no"]].append(found)
    said = []
    for key in sorted({*wanted, *got}, key=str):
        said += at_place(ledger, key, wanted.get(key, []), got.get(key, []))
    return said


def at_place(ledger: Ledger, key: tuple, wanted: list[Row], got: list[dict]) -> list[str]:
    if len(wanted) != len(got):
        return [
            f"row {key}: {len(wanted)} rows put in, {len(got)} came back {[brief(one) for one in got][:2]}"
        ]
    order = ("contact_on", "id_no", "name")
    wanted = sorted(wanted, key=lambda row: [str(row.values.get(field)) for field in order])
    got = sorted(got, key=lambda row: [str(row.get(field)) for field in order])
    return [text for one, found in zip(wanted, got, strict=True) for text in of_row(ledger, key, one, found)]


def of_row(ledger: Ledger, key: tuple, wanted: Row, found: dict) -> list[str]:
    said = []
    if found["kind"] != wanted.kind:
        said.append(f"row {key}: kind {wanted.kind} read as {found['kind']}")
    if wanted.unit_id is not None and found["unit_id"] != wanted.unit_id:
        said.append(f"row {key}: unit {wanted.unit_id} read as {found['unit_id']}")
    if ledger.ledger_on is not None and found["ledger_on"] != ledger.ledger_on:
        said.append(f"row {key}: ledger_on {ledger.ledger_on} read as {found['ledger_on']}")
    for field, value in wanted.values.items():
        own = found.get("class_unit_id" if field == "class" else field)
        if field not in ledger.unchecked and not same(value, own):
            said.append(f"row {key}: {field} {value!r} came back as {own!r}")
    said += [
        f"row {key}: {field} came from nowhere: {value!r}"
        for field, value in found.items()
        if stray(field, value, wanted.values, ledger)
    ]
    return said


def stray(field: str, value: object, wanted: Values, ledger: Ledger) -> bool:
    if (
        value in (None, "")
        or field in wanted
        or field in PLACE
        or field in DERIVED
        or field in ledger.unchecked
    ):
        return False
    return not (field == "groups" and "contact_on" in wanted)


def same(value: object, own: object) -> bool:
    if isinstance(value, Maybe):
        return any(same(one, own) for one in value)
    if isinstance(value, frozenset):
        return value == frozenset(str(own or "").split(",")) - {""}
    if isinstance(value, Decimal) or isinstance(own, Decimal):
        return own is not None and value is not None and Decimal(str(own)) == Decimal(str(value))
    if isinstance(value, bool) or isinstance(own, bool):
        return value is own
    if own in (None, ""):
        return value in (None, "")
    if isinstance(value, (int, float)):
        return str(own) in (str(value), f"{value}.0")
    if hasattr(value, "isoformat"):
        return value == own
    return blankless(value) == blankless(own)


def blankless(value: object) -> str:
    return re.sub(r"\s", "", str(value))


def fault_differences(ledger: Ledger, problems: list[tuple[str, int | None, str, str]]) -> list[str]:
    one_sheet = all(fault.sheet is None for fault in ledger.faults) and all(
        row.sheet is None for row in ledger.rows
    )
    formless = any(row.row is None for row in ledger.rows)
    wanted = {
        (fault.sheet, None if formless else fault.row, fault.column): fault.about for fault in ledger.faults
    }
    got: dict[tuple, list[str]] = defaultdict(list)
    for sheet, row, column, code in problems:
        if (
            code == "total_differs"
        ):  # the totals of random ledgers are random too; tests/test_totals.py knows them
            continue
        got[None if one_sheet else sheet, None if formless else row, column].append(code)
    said = [f"fault not reported: {about} at {key}" for key, about in wanted.items() if key not in got]
    return said + [
        f"reported and not put in: {codes} at {key}" for key, codes in got.items() if key not in wanted
    ]


def brief(row: dict) -> dict:
    return {key: value for key, value in row.items() if value is not None and key not in ("row_id",)}
