"""What people wrote about somebody who is to be erased: findings, notes, marks, spot checks, remembered answers."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from care import vault
from care.inspection import log
from care.ledgers import batches
from care.locking import log_lock
from care.traces import Person, scrubbed

GONE = "erased"


def forget_records(folder: Path, person: Person) -> int:
    """Take the person out of every record and log. Returns how many changed. The audit log is left as it is."""
    return (
        _findings(folder, person)
        + _log(folder / "notes.jsonl", lambda line: scrubbed(line, person, _near(line.get("unit"), person)))
        + _log(
            folder / "passages.jsonl", lambda line: scrubbed(line, person, _near(line.get("unit"), person))
        )
        + _marks(folder, person)
        + sum(_sample(path, person) for path in sorted((folder / "spot_checks").glob("?" * 12 + ".json")))
        + _remembered(folder, person)
        + sum(_text(path, person) for path in sorted((folder / "withdrawals").glob("*.json")))
    )


def _near(unit: str | None, person: Person) -> bool:
    """Is a unit one of the person's, or above one?"""
    return isinstance(unit, str) and any(
        place == unit or not unit or place.startswith(f"{unit}/") for place in person.places
    )


def _findings(folder: Path, person: Person) -> int:
    path, whole = (
        folder / "findings.jsonl",
        replace(person, words=()),
    )  # what is about them keeps no word of theirs
    numbered = log.read(path, lambda line: (log.whole(line, "number"), line))
    opened = {number: line for number, line in numbered if "source" in line}
    theirs = [number for number, one in opened.items() if one.get("subject_id") in person.subjects]

    def change(line: dict) -> dict:
        number = line.get("number")
        if number not in theirs:
            unit = opened[number].get("unit_id") if type(number) is int and number in opened else ""
            return scrubbed(line, person, _near(unit, person))
        bare = {"source": GONE, "subject_id": None, "what": ""} if "source" in line else {}
        return scrubbed(line | bare | ({"note": ""} if "note" in line else {}), whole, True)

    return _log(path, change)


def _marks(folder: Path, person: Person) -> int:
    """A case about the person is forgotten; a note on another loses the name."""
    done = 0
    for path in sorted((folder / "marks").glob("*.json")):
        parts = json.loads(vault.read(path))["key"].split("|")
        if {str(one) for one in person.subjects} & set(parts):
            path.unlink()
            done += 1
        else:
            done += _text(path, person)
    return done


def _sample(path: Path, person: Person) -> int:
    """A door keeps its place in the draw and what there was to look at, so that results and returned sheets stand; not
    what the ledgers claimed of it, and what was remarked."""
    sample = json.loads(vault.read(path))
    keys = {str(one) for one in person.subjects}
    doors = [door["number"] for door in sample["doors"] if door["key"] in keys]
    bare = [door | ({"claims": _asked(door)} if door["number"] in doors else {}) for door in sample["doors"]]
    done = _put(path, sample, sample | {"doors": bare})

    def change(line: dict) -> dict:
        return (
            line | {"remark": ""}
            if line.get("door") in doors and "remark" in line
            else scrubbed(line, person, True)
        )

    return done + _log(path.with_suffix(".results.jsonl"), change)


def _asked(door: dict) -> list[dict]:
    return [{"claim": claim} for claim in dict.fromkeys(one["claim"] for one in door["claims"])]


def _remembered(folder: Path, person: Person) -> int:
    done, ids = 0, {str(one) for one in person.subjects}
    for path in sorted((folder / "remembered").glob("*.json")):
        if path.name.startswith("match-") and ids & set(path.stem.split("-")[1:]):
            path.unlink()
            done += 1
        else:
            done += _text(path, person)
    return done


def _text(path: Path, person: Person) -> int:
    said = json.loads(vault.read(path))
    return _put(path, said, scrubbed(said, person, True))


def _put(path: Path, before: dict, after: dict) -> int:
    if after == before:
        return 0
    vault.put(path, json.dumps(after, ensure_ascii=False).encode())
    return 1


def _log(path: Path, change: Callable[[dict], dict]) -> int:
    """Rewrite a log line by line while nobody adds one. Returns how many lines changed."""
    if not path.exists():
        return 0
    with log_lock(path, batches.PATIENCE):
        before = list(log.lines(path))
        after = [change(line) for line in before]
        done = sum(a != b for a, b in zip(after, before, strict=True))
        if done:
            seal = vault.sealed_line if vault.seals(path) else str
            text = "".join(seal(json.dumps(line, ensure_ascii=False)) + "\n" for line in after)
            vault.replace(path, text.encode())
    return done
