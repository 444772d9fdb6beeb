"""Deeds that stand without their line in the audit log, because the process was killed in between: the line follows.

A line is written after its deed, not inside the deed's own lock, where it locked against backups. So whoever looks next
compares: each record of a deed says who and when. Of deeds whose lines say the same (a rule set twice to one value) as
many are added as are missing. Not known afterwards: all that leaves no record (what was looked at or taken away). What
is decided of a match, marked, taken back or forgotten is written down before it is done.
"""

import itertools
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from filelock import Timeout

from care import audit, settings
from care.inspection import log, marks, results, spot_checks
from care.ledgers import batches
from care.ledgers.problems import Refused
from care.locking import lock_at

UNREADABLE = (OSError, Refused, *log.DAMAGED)
Key = tuple[str, ...]
MOST_DOORS = 100_000  # of a line whose number may be anything


def write_down(folder: Path) -> int:
    """Add the lines that are missing, each with `found_afterwards` and the time of its deed (`done_at`); how many. While
    somebody writes (their line may be about to come), and where the records cannot be read, none."""
    try:
        if not (folder / "batches").exists() or _busy(folder):
            return 0
        done = sorted(_done(folder), key=lambda one: one["done_at"])
        return audit.add_found(folder, lambda told: _missing(done, told))
    except UNREADABLE:
        return 0


def _busy(folder: Path) -> bool:
    """Does somebody hold the writer's lock? It is let go at once: nothing is held while the audit log is written."""
    try:
        with lock_at(folder / "writer.lock", 0):
            return False
    except Timeout:
        return True


def _missing(done: list[dict], told: list[dict]) -> list[dict]:
    """Of the deeds of one key the last ones, as many as there are more of than lines."""
    left = Counter(_key(one) for one in done) - Counter(key for line in told for key in _keys(line))
    missing = []
    for one in reversed(done):
        if left[_key(one)] > 0:
            left[_key(one)] -= 1
            missing.append(one | {"found_afterwards": True})
    return missing[::-1]


def _keys(line: dict) -> Iterator[Key]:
    """What a line of the audit log tells of: several findings, or doors, may stand in one."""
    numbers, doors = line.get("numbers"), line.get("doors")
    if isinstance(numbers, list) and numbers:
        yield from (_key(line | {"numbers": [one]}) for one in numbers)
    elif line.get("deed") == "sample" and "how" in line and type(doors) is int:
        yield from itertools.repeat(_key(line), min(doors, MOST_DOORS))
    else:
        yield _key(line)


def _key(line: dict) -> Key:
    """What tells a deed from others; an import and taking it in again have ids of their own."""
    deed = "import" if line.get("deed") == "reapply" else line.get("deed")
    names = ("batch", "numbers", "number", "step", "passage", "unit", "lang", "key", "value", "check", "mark")
    if deed == "note" and "number" in line:
        names = ("number", "step")
    if deed == "sample":
        names = ("sample", "how")
    facts = [json.dumps(line.get(name), ensure_ascii=False, sort_keys=True, default=str) for name in names]
    return (str(deed), *facts)


def _done(folder: Path) -> Iterator[dict]:
    """Every deed that left a record, as its line would say it."""
    yield from _imports(folder)
    for line in log.lines(folder / "findings.jsonl"):
        step = line.get("state", "changed")
        yield _deed(line, "finding", step=step, numbers=[line.get("number")])
    for line in log.lines(folder / "notes.jsonl"):
        facts = (
            {"step": "taken_back"}
            if line.get("gone")
            else {"figure": line.get("name"), "unit": line.get("unit")}
        )
        yield _deed(line, "note", number=line.get("number"), **facts)
    for line in log.lines(folder / "passages.jsonl"):
        yield _deed(line, "note", passage=line.get("block"), unit=line.get("unit"), lang=line.get("lang"))
    for line in log.lines(folder / settings.FILE):
        yield _deed(line, "setting", key=line.get("key"), value=line.get("value"))
    for one in spot_checks.everything(folder):
        said = {"by": one.by, "at": one.at}
        yield _deed(said, "sample", sample=one.id, doors=len(one.doors), seed=one.seed)
        for line in log.read(
            results.path_of(folder, one.id), lambda line: line | {"how": log.texts(line, "how")[0]}
        ):
            yield _deed(line, "sample", sample=one.id, doors=1, how=line["how"])
    for one in marks.marks(folder):
        yield _deed(one, "mark", check=one["key"].partition("|")[0], mark=one["mark"])


def _imports(folder: Path) -> Iterator[dict]:
    for one in batches.all_batches(folder):
        again = "reapplied_by" in one
        said = (
            {"by": one["reapplied_by"], "at": one["reapplied_at"]}
            if again
            else {"by": one["imported_by"], "at": one["imported_at"]}
        )
        facts = {"batch": one["batch_id"], "rows": one["counts"]["taken"]}
        yield _deed(said, "reapply" if again else "import", **facts)
        if one["withdrawal"]:
            yield _deed(one["withdrawal"], "undo", batch=one["batch_id"])


def _deed(record: dict, deed: str, **facts) -> dict:
    return {"who": str(record.get("by", "?")), "deed": deed, **facts, "done_at": str(record.get("at", ""))}
