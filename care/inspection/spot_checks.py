"""Samples that were drawn. Nothing is ever taken back: every draw stays listed, so that nobody can draw until it suits.

DIR/spot_checks/<id>.json           the sample: seed, frame hash, day, strata, doors with what the ledgers claimed.
DIR/spot_checks/<id>.frame.gz       the frame it was drawn from (sampling.frame_text), to draw it again.
DIR/spot_checks/<id>.results.jsonl  what was found (results.py).

No names are kept: people by their salted ids, claims as codes, days and amounts.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from care import audit, vault
from care.definitions import Definitions, ReliefItem
from care.inspection.frame import CLAIMS, Frame, Wish, claims, walk
from care.inspection.log import split
from care.inspection.sampling import REST, Draw, Row, draw, frame_text
from care.ledgers import batches
from care.ledgers.problems import Refused
from care.store import Scope, Store, read_sql

METHOD = 1  # of drawing; part of a sample's id
LONGEST_SEED = 32
SEED = re.compile(
    rf"[0-9A-Za-z]{{1,{LONGEST_SEED}}}"
)  # it stands in the audit log: no room for a name in Chinese
NO_RELIEF: Mapping[str, ReliefItem] = {}


@dataclass(frozen=True)
class Door:
    """One person to be looked at. `number` counts from 1 in the order of the walk; `claims` as frame.claims."""

    number: int
    key: str
    place: str
    stratum: int
    groups: tuple[str, ...]
    claims: tuple[dict, ...]

    @property
    def asked(self) -> tuple[str, ...]:
        """What there is to look at: being on the roll always, the rest where a ledger claims it."""
        claimed = {claim["claim"] for claim in self.claims}
        return tuple(claim for claim in CLAIMS if claim == "roll" or claim in claimed)


@dataclass(frozen=True)
class Cell:
    """A stratum: `size` records in the frame, `drawn` of them in the sample."""

    place: str
    group: str
    doubtful: bool
    size: int
    drawn: int


@dataclass(frozen=True)
class Sample:
    """What was drawn, from what, by whom; printed on every sheet: seed, day, frame_hash."""

    id: str
    seed: str
    day: date
    frame_hash: str
    frame_size: int
    size: int
    factor: int
    units: tuple[str, ...]
    groups: tuple[str, ...]
    strata: tuple[Cell, ...]
    doors: tuple[Door, ...]
    by: str = ""
    at: str = ""

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(door.place for door in self.doors))


def new(
    store: Store,
    scope: Scope,
    definitions: Definitions,
    wish: Wish,
    frame: Frame,
    size: int,
    seed: str,
    factor: int = 1,
) -> Sample:
    """Draw a sample; nothing is written. Raises ValueError where the frame is empty or size, factor are below 1,
    Refused for a seed of other signs than digits and Latin letters, or a longer one."""
    if not SEED.fullmatch(seed):
        raise Refused("seed", most=LONGEST_SEED)
    if not frame.rows:
        raise ValueError("nobody to draw from")
    drawn = draw(frame.rows, size, seed, factor)
    cells = tuple(Cell(s.place, s.group, s.doubtful, s.size, len(s.keys)) for s in drawn.strata)
    doors = _doors(store, scope, wish, frame, drawn)
    units, groups = tuple(sorted(wish.units)), tuple(sorted(wish.groups))
    sample = Sample(
        "",
        seed,
        wish.day,
        drawn.frame_hash,
        drawn.frame_size,
        drawn.size,
        factor,
        units,
        groups,
        cells,
        doors,
    )
    return replace(sample, id=_id(sample, scope))


def _id(sample: Sample, scope: Scope) -> str:
    """The same draw has the same id on any machine. What its doors tell of follows from whoever drew it: where another
    may see otherwise, or chose otherwise, it is a sample of its own, though it drew the same people."""
    told = [METHOD, sample.seed, sample.frame_hash, sample.day.isoformat(), sample.size, sample.factor]
    told += [sample.units, sample.groups]
    told += [None if part is None else sorted(part) for part in (scope.units, scope.groups)]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:12]


def _doors(store: Store, scope: Scope, wish: Wish, frame: Frame, drawn: Draw) -> tuple[Door, ...]:
    """The drawn people, place by place in the office's order, in the order of a walk within each."""
    stratum_of = {key: at for at, stratum in enumerate(drawn.strata) for key in stratum.keys}
    place_of = {row.key: row.place for row in frame.rows if row.key in stratum_of}
    people = store.query(scope, read_sql("spot_check/doors"), {"ids": list(map(int, stratum_of))})
    people["place"] = [place_of[str(one)] for one in people["subject_id"]]
    told = claims(store, scope, list(stratum_of), wish.day)
    order = store.query(scope, "select unit_id from units order by position, unit_id")["unit_id"]
    rank = {unit: at for at, unit in enumerate(order)}
    keys = [
        str(one)
        for place in sorted(set(place_of.values()), key=lambda unit: (rank.get(unit, len(rank)), unit))
        for one in walk(people[people["place"] == place])
    ]
    return tuple(
        Door(at, key, place_of[key], stratum_of[key], frame.groups[key], tuple(told[key]))
        for at, key in enumerate(keys, 1)
    )


def save(folder: Path, sample: Sample, rows: tuple[Row, ...], by: str) -> Sample:
    """Keep a sample with the frame it was drawn from. The same draw twice is kept once, as first drawn."""
    home = folder / "spot_checks"
    if (home / f"{sample.id}.json").exists():
        return load(folder, sample.id)
    sample = replace(sample, by=by, at=batches.now())
    vault.put(home / f"{sample.id}.frame.gz", gzip.compress(frame_text(rows).encode(), mtime=0))
    text = json.dumps(asdict(sample), ensure_ascii=False, default=str, separators=(",", ":"))
    vault.put(home / f"{sample.id}.json", text.encode())
    audit.record(folder, by, "sample", sample=sample.id, doors=len(sample.doors), seed=sample.seed)
    return sample


def load(folder: Path, id_: str) -> Sample:
    """A kept sample. Raises KeyError when there is none of that id."""
    path = folder / "spot_checks" / f"{id_}.json"
    if not re.fullmatch(r"[0-9a-f]{12}", id_) or not path.exists():
        raise KeyError(id_)
    return _sample(json.loads(vault.read(path)))


def everything(folder: Path) -> list[Sample]:
    """All kept samples, the latest first."""
    found = [load(folder, path.stem) for path in (folder / "spot_checks").glob("?" * 12 + ".json")]
    return sorted(found, key=lambda sample: (sample.at, sample.id), reverse=True)


def may_see(
    sample: Sample, scope: Scope, units: Collection[str], relief: Mapping[str, ReliefItem] = NO_RELIEF
) -> bool:
    """A sample is for those who may see all it was drawn from (`units`: all they may see): nobody learns
    beforehand who is visited. Whoever answers for some groups sees those drawn from some of them that tell of no
    other, not by an item of `relief` either."""
    if scope.groups is not None and not (sample.groups and _groups_told(sample) <= set(scope.groups)):
        return False  # drawn from all groups, the frame names each person's
    if scope.groups is not None and any(
        schemes.isdisjoint(scope.groups) for schemes in _schemes_told(sample, relief)
    ):
        return False
    if scope.units is None:
        return True
    return bool(sample.units) and all(unit in units for unit in (*sample.units, *sample.places))


def _groups_told(sample: Sample) -> set[str]:
    """Groups that a sample's sheets, strata and frame name."""
    of_doors = {group for door in sample.doors for group in door.groups}
    return of_doors | {cell.group for cell in sample.strata} - {REST} | set(sample.groups)


def _schemes_told(sample: Sample, relief: Mapping[str, ReliefItem]) -> list[set[str]]:
    """Of each item of relief that a door's sheet names and that tells of a scheme: whose it is."""
    items = {one.get("ref") for door in sample.doors for one in door.claims if one["claim"] == "relief"}
    return [set(relief[item].groups) for item in items if item in relief and relief[item].groups]


def kept_frame(folder: Path, id_: str) -> str:
    """The frame of a sample as text."""
    return gzip.decompress(vault.read(folder / "spot_checks" / f"{id_}.frame.gz")).decode()


def drawn_again(folder: Path, sample: Sample) -> bool:
    """Does the kept frame, drawn once more with the seed, give exactly the listed people?"""
    lines = (line.split("\t") for line in split(kept_frame(folder, sample.id)))
    rows = [Row(key, place, group, flag == "1") for key, place, group, flag in lines]
    again = draw(rows, sample.size, sample.seed, sample.factor)
    same = {key for stratum in again.strata for key in stratum.keys} == {door.key for door in sample.doors}
    return same and again.frame_hash == sample.frame_hash


def _sample(told: dict) -> Sample:
    lists = {name: tuple(told[name]) for name in ("units", "groups")}
    strata = tuple(Cell(**cell) for cell in told["strata"])
    doors = tuple(
        Door(**door | {"groups": tuple(door["groups"]), "claims": tuple(door["claims"])})
        for door in told["doors"]
    )
    return Sample(**told | lists | {"day": date.fromisoformat(told["day"]), "strata": strata, "doors": doors})
