"""Units of a town's store to go to, one after the other."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

UNITS = "select unit_id, kind from base.units where kind in ('province', 'county', 'town', 'village') order by position"


@dataclass(frozen=True)
class Places:
    """Paths of units by kind, the highest first."""

    paths: dict[str, list[str]]

    @property
    def top(self) -> str:
        return self.paths["province"][0]

    @property
    def turns(self) -> list[str]:
        """Towns, then villages."""
        return [*self.paths["town"], *self.paths["village"]]

    def below(self, unit: str) -> list[str]:
        every = [*self.paths["county"], *self.turns]
        return [one for one in every if one.rpartition("/")[0] == unit]


def places(store: Path) -> Places:
    with duckdb.connect(str(store), read_only=True) as connection:
        found: dict[str, list[str]] = {}
        for path, kind in connection.execute(UNITS).fetchall():
            found.setdefault(kind, []).append(path)
    return Places(found)
