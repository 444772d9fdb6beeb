"""What a file says of a person: each fact with the ledger row it came from, and how it changed."""

from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

# In the order of a paper file. The store's own word for a field stands behind, where it is another.
FIELDS = (
    "name", "gender", "birth_date", "ethnic", "id_no", "student_no", "disability_no", "phone", "address",
    "hukou_address", "team", "head_name", "relation_to_head", "household_size", "health", "disability_level",
    "schooling", "boarding", "risk", "guardian_name", "guardian_relation", "guardian_phone",
    "guardian_address", "died_on", "note",
)  # fmt: skip
GUARDIAN = ("guardian_name", "guardian_relation", "guardian_phone", "guardian_address")
MOVED = ("unit_id", "class_unit_id")  # where rosters place a person
NEVER_CHANGES = ("note",)  # remarks are added, not corrected


@dataclass(frozen=True)
class Source:
    """A row of a ledger, as the spreadsheet counts."""

    file: str
    sheet: str
    row_no: int
    ledger_on: date | None


@dataclass(frozen=True)
class Fact:
    """What is on file for a field now; `source` is the last roster row that said so, None where it is not the
    asker's to see or follows from other fields (a birth date from the ID)."""

    field: str
    value: object
    source: Source | None


@dataclass(frozen=True)
class Change:
    """A later ledger said something else."""

    field: str
    before: object
    after: object
    source: Source


def facts(basics: dict, said: pd.DataFrame) -> list[Fact]:
    """Every field that is known. `said`: queries/person/said.sql or said_of_household.sql; `basics`: basics.sql or
    household.sql."""
    found = []
    for field in FIELDS:
        told = _told(said, field)
        value = plain(basics[field]) if field in basics else told[-1][0] if told else None
        if value is None:
            continue
        same = [source for one, source in told if str(one) == str(value)]
        found.append(Fact(field, value, same[-1] if same else None))
    return found


def changes(said: pd.DataFrame) -> list[Change]:
    """Where one roster row says something else than the one before that said anything; the latest first."""
    found: list[tuple[int, Change]] = []
    for field in (*FIELDS, *MOVED):
        if field in NEVER_CHANGES:
            continue
        told = _told(said, field)
        for at in range(1, len(told)):
            (before, _), (after, source) = told[at - 1], told[at]
            if before != after:
                found.append((said.index[_row_of(said, source)], Change(field, before, after, source)))
    return [change for _, change in sorted(found, key=lambda one: -one[0])]


def plain(value):
    """A value as Python has it; None where nothing is said."""
    if value is None or value is pd.NaT or (not isinstance(value, (list, dict)) and pd.isna(value)):
        return None
    if isinstance(value, (pd.Timestamp, datetime)):
        return value.date()
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value or None if isinstance(value, str) else value


def _told(said: pd.DataFrame, field: str) -> list[tuple[object, Source]]:
    """What was said of a field, the earliest first."""
    if field not in said:
        return []
    values = [(plain(row[field]), row) for row in said.to_dict("records")]
    return [(value, _source(row)) for value, row in values if value is not None]


def _source(row: dict) -> Source:
    return Source(row["file"], row["sheet"], int(row["row_no"]), plain(row["ledger_on"]))


def _row_of(said: pd.DataFrame, source: Source) -> int:
    same = (said["file"] == source.file) & (said["sheet"] == source.sheet) & (said["row_no"] == source.row_no)
    return int(same.to_numpy().argmax())
