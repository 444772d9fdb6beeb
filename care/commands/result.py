"""What every command shares: its result or refusal, the store it asks, units and groups by the words people use."""

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from care import office
from care.definitions import Definitions
from care.journal import STEERS
from care.store import EVERYTHING, Store

YEARS = range(1950, 2101)  # beyond them calendars have no room for the months before and after


class UsageError(ValueError):
    """The input cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Result:
    value: object
    done: bool = True


def shown(text: str) -> str:
    """A line for the terminal: names of files and whatever was typed must not steer it."""
    return STEERS.sub(" ", text)


def tell(*lines: str) -> None:
    """Messages, on stderr."""
    for line in lines:
        print(shown(line), file=sys.stderr)


def progress(done: int, name: str) -> None:
    """How far a command on ledgers has come."""
    tell(f"[{done}] {name or 'figures'}")


def day(text: str) -> date:
    """A day that can be asked for. Raises ValueError."""
    asked = date.fromisoformat(text)
    if asked.year not in YEARS:
        raise ValueError(text)
    return asked


def store_in_force(folder: Path, definitions: Definitions) -> Store:
    """The store of the data directory. Raises UsageError before the first ledger."""
    store = office.current(folder, definitions)
    if store is None:
        raise UsageError(
            f"No ledger has been taken in yet. Import one: python -m care --data {folder} import FILE"
        )
    return store


def unit_named(word: str, store: Store) -> str:
    """A unit's path from its path or its name, if only one unit has that name."""
    found = store.query(
        EVERYTHING, "select unit_id from units where unit_id = $word or name = $word", {"word": word}
    )["unit_id"]
    if len(found) == 1:
        return found[0]
    raise UsageError(
        f"Unit “{word}” is {'not known' if not len(found) else 'not unique: ' + ', '.join(found)}"
    )


def group_named(word: str, definitions: Definitions) -> str:
    """A group's id from its id, name or a spelling."""
    for group in definitions.groups.values():
        if word in (group.id, *group.name.values(), *group.spellings):
            return group.id
    raise UsageError(f"Group “{word}” is not known; there are: {', '.join(definitions.groups)}")


def records(frame: pd.DataFrame) -> list[dict]:
    """A frame as plain rows: nothing for what is missing, days instead of moments."""
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return [
        {name: value.date() if isinstance(value, pd.Timestamp) else value for name, value in row.items()}
        for row in rows
    ]
