"""Erases a person: on request, or when the purpose has ended. What remains: that it was done, and how to keep them out.

Two steps. First the person goes into DIR/erasing.json and the hashes into DIR/erased.jsonl; from then on the erasing
stands. Then every batch, record and log is gone through; what is left of erasing.json, without the person, stands until
a store without them is in force. While there is one, whoever opens the directory builds, which goes on with it (`finish`).

Not changed: the audit log and the frames of spot checks, which hold salted ids; backups made before (restore, then
`erase --again`); copies that people took away.
"""

import contextlib
import dataclasses
import json
import re
import time
from collections import Counter
from pathlib import Path

import pyarrow.compute as pc

from care import audit, matching, namesakes, traces, vault
from care.definitions import Definitions
from care.inspection import log
from care.ledgers import batches, erased, kept, left_out
from care.ledgers.keeping_out import HELPERS
from care.ledgers.problems import Refused
from care.records_of import forget_records
from care.traces import Person
from care.whom import Told

ASIDE = re.compile(r"^\..+\.\d+(-[0-9a-f]+)?$")  # of care.vault.replace
OURS = re.compile(
    r"^(batches|withdrawals)/|^\.erasing\.json\.|\.jsonl\."
)  # written by whoever holds the writer's lock
LONG_AGO, A_WHILE = (
    3600,
    60,
)  # seconds: a file of questions may be in use for long, a record is written in no time
PAIRS = [(name, one) for name, beside in HELPERS.items() for one in beside if one.endswith("_phone")]
BESIDE = [("guardian_name", "guardian_phone"), *PAIRS]
REASONS = ("request", "ended", "mistake", "other")


def begin(folder: Path, person: Person, by: str, reason: str) -> None:
    """Take it down that a person is to be erased. The caller holds the writer's lock and lets `finish` follow."""
    told = {"person": person.as_dict(), "by": by, "reason": reason}
    vault.put(folder / erased.PENDING, json.dumps(told, ensure_ascii=False).encode())
    log.add(folder / erased.FILE, [line_of(person.hashes(folder), by, reason, not person.words)])


def line_of(hashes: list[str], by: str, reason: str, texts: bool) -> dict:
    """What stays of an erasing. `texts`: names were taken out of texts of others, too, though of two signs."""
    return {"by": by, "reason": reason, "hashes": hashes} | ({} if texts else {"texts": False})


def _keep_out(folder: Path, person: Person, by: str, reason: str) -> None:
    """It may have been stopped before that was written."""
    hashes = person.hashes(folder)
    if not erased.in_force(folder).issuperset(hashes):
        log.add(folder / erased.FILE, [line_of(hashes, by, reason, not person.words)])


def finish(folder: Path, definitions: Definitions) -> dict | None:
    """Go through everything for an erasing that was begun; what was done ({rows, batches, originals, records}, and how many
    own `templates` hold the name: the office's work, which stays), None where none was. The caller holds the writer's lock,
    and builds the store. May be stopped and run again."""
    path = folder / erased.PENDING
    if not path.exists():
        return None
    told = json.loads(vault.read(path))
    if "done" in told:
        return told["done"]
    person, done = Person.of(told["person"]), Counter(rows=0, batches=0, originals=0, records=0)
    _keep_out(folder, person, told["by"], told["reason"])
    for one in batches.all_batches(folder):
        _from_batch(folder, one["batch_id"], person, definitions, done)
    done["records"] = forget_records(folder, person)
    if named := sum(_names(person, one) for one in (folder / "templates").rglob("*")):
        done["templates"] = named
    _sweep(folder)
    audit.record(folder, told["by"], "erase", reason=told["reason"], **done)
    vault.put(path, json.dumps({"done": dict(done)}).encode())
    return dict(done)


def _names(person: Person, template: Path) -> bool:
    """Whether an office's own template holds the name; one that cannot be read stops no erasing."""
    with contextlib.suppress(OSError, Refused):
        return template.is_file() and traces.names_in(vault.read(template), person, True)
    return False


def built(folder: Path) -> None:
    """A store without them is in force. The caller holds the writer's lock."""
    with contextlib.suppress(FileNotFoundError):
        (folder / erased.PENDING).unlink()
        vault.force_folder(folder)


def _sweep(folder: Path) -> None:
    """What somebody who was killed had written aside holds the person, too. Of what is written without the writer's
    lock only the old goes: the new may be somebody's at work."""
    batches.sweep(folder / "batches")
    spilled = (folder / vault.SPILL).glob("*")
    for path in [*spilled, *(one for one in folder.rglob(".*") if ASIDE.search(one.name))]:
        with contextlib.suppress(OSError):  # gone meanwhile, or in use
            where = path.relative_to(folder).as_posix()
            old = LONG_AGO if path.parent.name == vault.SPILL else A_WHILE
            if OURS.search(where) or time.time() - path.stat().st_mtime > old:
                path.unlink()


def _from_batch(folder: Path, batch_id: str, person: Person, definitions: Definitions, done: Counter) -> None:
    """The rows last: what the manifest and the original say of them is found by them."""
    home = folder / "batches" / batch_id
    before = kept.rows(folder, batch_id)
    hit = traces.about(before, person)
    gone, near = before.filter(hit), bool(pc.any(traces.here(before, person)).as_py())
    after = traces.unmentioned(before.filter(pc.invert(hit)), person, definitions)
    changed = not after.equals(before)
    manifest = json.loads(vault.read(home / "manifest.json"))
    file = left_out.original(folder, batch_id)
    data = vault.read(file) if file else b""
    inside = traces.names_in(data, person, near)
    spots = left_out.spots(data, (*person.both_ids, *person.numbers)) if inside else set()
    near = near or bool(spots)  # a row that was left out names them: what is said of the file may, too
    named = file is not None and (changed or inside or traces.scrubbed(file.name, person, near) != file.name)
    said = _manifest(manifest, person, near or changed, gone, after, spots, named)
    if said != manifest:
        vault.put(home / "manifest.json", batches.manifest_text(said))
    if named:
        file.unlink()
        vault.force_folder(file.parent)
        done["originals"] += 1
    if changed:
        aside = home / ".rows.parquet"
        vault.write(aside, batches.packed(after))
        aside.replace(home / "rows.parquet")
        vault.force_folder(home)
        done["rows"] += gone.num_rows
        done["batches"] += 1


def doubted(folder: Path, person: Person, definitions: Definitions) -> dict[str, int]:
    """{texts, originals}: how many rows of others, and how many more files as they came, hold a name of two signs inside
    a text and would lose it. It may be a common word there (高兴, 平安), which only somebody who reads it can tell."""
    found, less = Counter(texts=0, originals=0), dataclasses.replace(person, words=person.short)
    for one in batches.all_batches(folder) if person.short else ():
        rows = kept.rows(folder, one["batch_id"])
        hit, near = traces.about(rows, person), bool(pc.any(traces.here(rows, person)).as_py())
        others = rows.filter(pc.invert(hit))
        left = traces.unmentioned(others, less, definitions)
        found["texts"] += traces.how_many_differ(left, traces.unmentioned(others, person, definitions))
        file = left_out.original(folder, one["batch_id"])
        if file is not None and not pc.any(hit).as_py() and left.equals(others):
            data = vault.read(file)
            says = traces.names_in(data, person, near) and not traces.names_in(data, less, near)
            found["originals"] += says
    return dict(found)


def _manifest(
    manifest: dict, person: Person, near: bool, gone, after, spots: set[tuple[str, int]], named: bool
) -> dict:
    places = erased.spots(gone) | spots
    told = manifest | {
        "problems": [one for one in manifest["problems"] if (one["sheet"], one["row"]) not in places]
    }
    said = traces.scrubbed(told, person, near)
    if gone.num_rows:
        said["file"] = traces.scrubbed(manifest["file"], dataclasses.replace(person, words=()), near)
        said["facts"] = after.num_rows
    return said | ({"original_removed": True} if named else {})


def person_of(
    folder: Path, known: Told, subjects: set[int], hashes: frozenset[str] = frozenset()
) -> tuple[Person, tuple[str, ...]]:
    """(Person, all their names, also those that somebody else there has), learned from every batch, withdrawn ones too.
    `hashes`: of an erasing that is done again."""
    decided = {person for person, other, same in matching.decisions(folder) if same and other in subjects}
    found, tables = Person(tuple(known.ids), tuple(known.numbers), subjects=(*subjects, *decided)), []
    found = dataclasses.replace(found, rows=_decided(folder, decided, hashes), names=tuple(known.names))
    told: dict[str, set[str]] = {"names": set(known.names), "places": set(known.places), "phones": set()}
    told["numbers"] = set(known.numbers)
    units: set[str] = set()
    for one in batches.all_batches(folder):
        rows = kept.rows(folder, one["batch_id"])
        tables.append(rows)
        units |= batches.units_in(rows)
        mine = rows.filter(traces.about(rows, found))
        told["names"] |= set(erased.own(mine)[0].to_pylist())
        told["places"] |= {
            *erased.column(mine, "unit_id").to_pylist(),
            *erased.column(mine, "class_unit_id").to_pylist(),
        }
        told["phones"] |= set(erased.column(mine, "phone").to_pylist())
        for number in erased.NUMBERS:
            told["numbers"] |= set(erased.number(mine, number).to_pylist())
    clean = {name: tuple(sorted(value - {None, ""})) for name, value in told.items()}
    parts = {part for unit in units for part in unit.split("/")}
    # A unit above another of theirs (a pupil's school) writes of others below it, too.
    clean["places"] = tuple(one for one in clean["places"] if one not in namesakes.over(clean["places"]))
    clean["units"] = tuple(sorted(part for part in parts if any(name in part for name in clean["names"])))
    called = {erased.subject(folder, f"person|sn|{one}") for one in clean["numbers"]}
    found = dataclasses.replace(found, **clean, subjects=tuple({*found.subjects, *called}))
    shared = {name for rows in tables for name in namesakes.shared(rows, found)}
    sure = dataclasses.replace(found, names=tuple(one for one in found.names if one not in shared))
    before = _above_before(folder, sure, hashes)
    sure = dataclasses.replace(sure, above=tuple(sorted(before.union(namesakes.above(tables, sure)))))
    sure = dataclasses.replace(sure, beside=namesakes.beside(units, sure))
    sure = dataclasses.replace(sure, helps=_helps(tables, sure), lone=_lone(tables, sure))
    return sure, found.names


def _above_before(folder: Path, person: Person, hashes: frozenset[str]) -> set[str]:
    """Units above the person's that an erasing counted as telling of them."""
    return {
        unit
        for unit in namesakes.over(person.places)
        if any(erased.hashed(folder, "name", name, unit) in hashes for name in person.names)
    }


def _helps(tables: list, person: Person) -> tuple[str, ...]:
    """Names by which some row of the person's places calls them a helper, with their telephone."""
    found: set[str] = set()
    for rows in tables:
        for name, phone in PAIRS:
            hit = pc.and_(traces.here(rows, person), traces.with_phone(rows, person, name, phone))
            found |= set(erased.column(rows, name).filter(hit).to_pylist())
    return tuple(sorted(found))


def _lone(tables: list, person: Person) -> tuple[str, ...]:
    """The person's telephones that no row gives as somebody else's: a family's, or a neighbour's, stays theirs."""
    theirs = {one for one in person.phones if len(one) >= traces.LEAST}
    for rows in tables if theirs else ():
        others = rows.filter(pc.invert(traces.about(rows, person)))
        named = [(erased.own(others)[0], erased.column(others, "phone"))]
        named += [(erased.column(rows, name), erased.column(rows, phone)) for name, phone in BESIDE]
        for name, phone in named:
            other = pc.and_not(pc.is_valid(name), traces.among(name, person.names))
            theirs -= set(phone.filter(other).to_pylist())
    return tuple(sorted(theirs))


def _decided(folder: Path, decided: set[int], hashes: frozenset[str]) -> tuple[str, ...]:
    """Keys of rows without a number that the office had decided to be the person: once the decision is gone, nothing
    else tells them from a namesake's."""
    if not decided and not hashes:
        return ()
    keys = {
        key
        for one in batches.all_batches(folder)
        for key in pc.unique(erased.row_key(kept.rows(folder, one["batch_id"]))).to_pylist()
        if key
    }
    return tuple(
        sorted(
            key
            for key in keys
            if erased.subject(folder, f"person|nm|{key}") in decided
            or erased.hashed(folder, "row", key) in hashes
        )
    )
