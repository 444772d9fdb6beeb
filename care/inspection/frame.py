"""From the store to a sample: who can be drawn, in which stratum, and what the ledgers claim about those drawn."""

import re
from dataclasses import dataclass
from datetime import date

import pandas as pd

from care.definitions import Definitions
from care.inspection.checks import Checks
from care.inspection.sampling import Row
from care.store import Scope, Store, read_sql

TEAM = re.compile(r"(?<!\d)(\d++)\s*+(?:组|社|队)")
CLAIMS = ("roll", "helper", "contact", "relief", "house")  # what is looked at, in the order of the sheet


@dataclass(frozen=True)
class Wish:
    """What a spot check draws from: subtrees of units and groups (empty = all) on a day."""

    units: tuple[str, ...]
    groups: tuple[str, ...]
    day: date


@dataclass(frozen=True)
class Frame:
    """Everybody who can be drawn; `groups` by key, in the order of groups.toml."""

    rows: tuple[Row, ...]
    groups: dict[str, tuple[str, ...]]


def frame(
    store: Store, scope: Scope, definitions: Definitions, wish: Wish, doubtful: frozenset[int] = frozenset()
) -> Frame:
    """The frame of a wish. A person in several groups stands in the first of them in the order of groups.toml;
    where groups were chosen, in the first of those."""
    found = store.query(
        scope,
        read_sql("spot_check/frame"),
        {"as_of": wish.day, "units": list(wish.units), "groups": list(wish.groups)},
    )
    order = {group: at for at, group in enumerate(definitions.groups)}
    chosen, rows, groups = set(wish.groups), [], {}
    for one in found.itertuples(index=False):
        own = tuple(sorted(one.groups, key=lambda group: (order.get(group, len(order)), group)))
        main = next((group for group in own if group in chosen), own[0])
        key = str(one.subject_id)
        rows.append(Row(key, one.place, main, one.subject_id in doubtful))
        groups[key] = own
    return Frame(tuple(rows), groups)


def doubtful(
    store: Store, scope: Scope, definitions: Definitions, day: date, marks: list[dict]
) -> frozenset[int]:
    """Subject ids of people in an open case about their visits. `marks`: cases looked at (inspection.marks)."""
    return frozenset(map(int, Checks(store, scope, definitions, marks).doubtful(day)))


def claims(store: Store, scope: Scope, keys: list[str], day: date) -> dict[str, list[dict]]:
    """What the ledgers claim, by key: codes, days and amounts only, no names. Empty values are left out."""
    found = store.query(scope, read_sql("spot_check/claims"), {"ids": list(map(int, keys)), "as_of": day})
    told: dict[str, list[dict]] = {key: [] for key in keys}
    for row in found.to_dict("records"):
        key = str(row.pop("person_id"))
        told[key].append({name: _plain(value) for name, value in row.items() if not pd.isna(value)})
    return told


def _plain(value):
    if isinstance(value, (pd.Timestamp, date)):
        return value.strftime("%Y-%m-%d")
    return value if isinstance(value, (str, bool)) else float(value)


def walk(people: pd.DataFrame) -> list[int]:
    """Subject ids of one place in the order of a sensible walk: by team, then house number, then address."""
    ordered = sorted(people.to_dict("records"), key=_step)
    return [row["subject_id"] for row in ordered]


def _step(row: dict) -> tuple:
    address = row["address"] if isinstance(row["address"], str) else ""
    return (_team(row["team"], address), _house(address), address, row["subject_id"])


def _team(team, address: str) -> int:
    """The team's number, from its own column or the address; unknown ones last."""
    for text in (team if isinstance(team, str) else "", address):
        found = TEAM.search(text)
        if found:
            return int(found[1])
    return 10**6


def _house(address: str) -> tuple[int, ...]:
    """The numbers after the team: house 9 comes before house 10."""
    return tuple(map(int, re.findall(r"\d+", TEAM.split(address)[-1])))
