"""Who else is called like somebody who is to be erased: of which rows with no more than the name can it be told that they
mean them? In their own units it is asked who has another ID there; a unit above (the town, a pupil's school) writes of
everybody below it."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from care import traces
from care.definitions import Definitions
from care.ledgers import batches, erased, kept
from care.ledgers.keeping_out import GUARDIAN, HELPERS, SEVERAL
from care.traces import Person

# Text fields that name who did the work: somebody of the staff, never whom a unit looks after.
WORKERS = ("activity_by", "plan_by", "safety_by", "facility_teacher", "facility_teacher_2")
LONG = 3  # signs of a name that is hardly a common word


def parents(unit: str) -> list[str]:
    """The units above one."""
    parts = unit.split("/")
    return ["/".join(parts[:at]) for at in range(1, len(parts))]


def over(places: Iterable[str]) -> set[str]:
    """All units above some."""
    return {up for place in places for up in parents(place)}


def shared(rows: pa.Table, person: Person) -> set[str]:
    """The person's names that somebody with another ID has in the same unit."""
    name, id_no = erased.own(rows)
    other = pc.and_(pc.is_valid(id_no), pc.invert(traces.among(id_no, person.ids)))
    mine = pc.and_(traces.among(name, person.names), traces.here(rows, person))
    return set(name.filter(pc.and_(mine, other)).to_pylist())


def above(tables: list[pa.Table], person: Person) -> tuple[str, ...]:
    """The units above the person's in and below which nobody else is called so."""
    found = over(person.places)
    wide = replace(person, above=tuple(found))
    for rows in tables:
        for unit in _units(rows, _others(rows, person, wide)):
            found -= {unit, *parents(unit)}
    return tuple(sorted(found))


def beside(units: set[str], person: Person) -> tuple[str, ...]:
    """Names of units by which a text of any other unit tells whom it means: 河东村赵一平. Not 三年级1班, which many have."""
    often = Counter(one.rpartition("/")[2] for one in units | over(units) | set(person.near))
    names = {one.rpartition("/")[2] for one in person.near}
    return tuple(sorted(one for one in names if len(one) > 1 and often[one] == 1))


def doubtful(folder: Path, person: Person, names: tuple[str, ...], definitions: Definitions) -> int:
    """How many rows stay that hold one of the `names` without telling whose it is: of the person's units and those above,
    where somebody else is called so, and of any other in their texts, unless such a one is known there."""
    tables = [kept.rows(folder, one["batch_id"]) for one in batches.all_batches(folder)]
    wide = replace(person, ids=(), numbers=(), rows=(), names=names, above=tuple(sorted(over(person.places))))
    long = replace(wide, names=tuple(one for one in names if len(one) >= LONG))
    theirs = {unit for rows in tables for unit in _units(rows, _numbered(rows, person, names))}
    elsewhere = Person(places=tuple(theirs))
    found = 0
    for rows in tables:
        rows = rows.filter(pc.invert(traces.about(rows, person)))
        rows = traces.unmentioned(rows, person, definitions)
        near, said = traces.here(rows, wide), traces.in_texts(rows, wide, definitions)
        for one in ("head_name", "guardian_name"):
            said = pc.or_(said, traces.among(erased.column(rows, one), names))
        far = pc.and_not(traces.in_texts(rows, long, definitions), traces.here(rows, elsewhere))
        hit = pc.or_(traces.about(rows, wide), pc.if_else(near, said, far))
        found += pc.sum(pc.and_not(hit, _numbered(rows, person, names))).as_py() or 0
    return found


def _numbered(rows: pa.Table, person: Person, names: tuple[str, ...]) -> pa.ChunkedArray:
    """Which rows are about somebody else of these names, as their number says."""
    name, id_no = erased.own(rows)
    other = pc.and_(pc.is_valid(id_no), pc.invert(traces.among(id_no, person.ids)))
    for one in erased.NUMBERS:
        number = erased.number(rows, one)
        other = pc.or_(other, pc.and_(pc.is_valid(number), pc.invert(traces.among(number, person.numbers))))
    return pc.and_(traces.among(name, names), other)


def _others(rows: pa.Table, person: Person, wide: Person) -> pa.ChunkedArray:
    """Which rows name somebody called like the person who is, or may well be, somebody else: whom they are about, a head or
    guardian with another number or of other units, or who helps and works outside of the person's own."""
    inside, near = traces.here(rows, person), traces.here(rows, wide)
    found = pc.and_not(traces.among(erased.own(rows)[0], person.names), traces.about(rows, wide))
    found = pc.or_(found, _another(rows, "head_name", "head_id", person.both_ids, near, person))
    for name, told in (GUARDIAN | HELPERS | dict.fromkeys(WORKERS, ())).items():
        phone = next((one for one in told if one.endswith("_phone")), "")
        where = near if name in GUARDIAN else inside
        found = pc.or_(found, _another(rows, name, phone, person.phones, where, person))
    return found


def _another(
    rows: pa.Table, name: str, number: str, numbers: tuple[str, ...], where: pa.ChunkedArray, person: Person
) -> pa.ChunkedArray:
    """Where a column names somebody of the person's name with a number that is not theirs, or with none outside `where`."""
    names, said = erased.column(rows, name), erased.column(rows, number)
    called = pa.chunked_array([pa.repeat(False, rows.num_rows)])
    for one in person.names:
        form = f"(^|{SEVERAL.pattern}){re.escape(one)}($|{SEVERAL.pattern})"
        called = pc.or_(called, pc.fill_null(pc.match_substring_regex(names, form), False))
    other = pc.if_else(pc.is_null(said), pc.invert(where), pc.invert(traces.among(said, numbers)))
    return pc.and_(called, other)


def _units(rows: pa.Table, hit: pa.ChunkedArray) -> set[str]:
    found = rows.filter(hit)
    units = (
        one
        for name in ("unit_id", "class_unit_id")
        for one in erased.column(found, name).unique().to_pylist()
    )
    return {one for one in units if one}
