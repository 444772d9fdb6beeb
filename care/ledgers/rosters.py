"""The rosters that may say where somebody lives, for rows that do not (see homes.py)."""

from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

IDS = ("head_id", "id_no")  # whose home counts first
NUMBERS = ("id_no", "student_no", "head_id")  # what tells for sure whom a row is about


@dataclass(frozen=True)
class Rosters:
    """The rosters that place people: those in force in `folder`; rows of files tried at the same time; and `tables` of
    the file under work (relation, its columns), to which each checked table is added."""

    folder: Path | None = None
    beside: tuple[pa.Table, ...] = ()
    within: tuple[str, ...] | None = None  # the units that the sender may bring rows of; None = any
    tables: list[tuple[str, list[str]]] = field(default_factory=list)

    def add(self, name: str, kind: str, columns: dict[str, str]) -> None:
        """A checked table of this file."""
        if kind == "roster" and any(one in columns for one in NUMBERS):
            self.tables.append((name, list(columns)))
