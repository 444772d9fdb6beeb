"""What people noted of a case: looked at and explained, wrong, or mended. A note survives the next import.

One small JSON record a case below DIR/marks, written aside and renamed; it holds the case's key (salted ids,
days, hashes), the mark, the note, who and when.
"""

import hashlib
import json
from pathlib import Path

from filelock import FileLock

from care import audit, vault
from care.ledgers import batches, remembered
from care.locking import lock_at
from care.meanwhile import ANY, unchanged

MARKS = ("explained", "wrong", "mended")


def mark(
    folder: Path, check: str, case: str, what: str, note: str, by: str, based: dict | None | object = ANY
) -> None:
    """Note `what` (one of MARKS) of a case. Raises ValueError for another word, Meanwhile (with the mark that stands)
    where it is not the one that the asker saw (`based`, None = none)."""
    if what not in MARKS:
        raise ValueError(f"a mark is one of {MARKS}, not {what!r}")
    key = f"{check}|{case}"
    with _one_writer(folder):
        unchanged(based, marks(folder).get(key))
        # First: one set anew leaves nothing that tells of it.
        audit.record(folder, by, "mark", check=check, mark=what)
        remembered.write(_path(folder, key), {"key": key, "mark": what, "note": note.strip()}, by)


def unmark(folder: Path, check: str, case: str, by: str, based: dict | None | object = ANY) -> None:
    """Take a mark back; the case is open again. Raises Meanwhile as `mark` does."""
    key = f"{check}|{case}"
    with _one_writer(folder):
        unchanged(based, marks(folder).get(key))
        audit.record(folder, by, "mark", check=check, mark="open")
        _path(folder, key).unlink(missing_ok=True)


def marks(folder: Path) -> dict[str, dict]:
    """Case key (check|case) → {mark, note, by, at}."""
    found = (json.loads(vault.read(path)) for path in sorted((folder / "marks").glob("*.json")))
    return {one["key"]: one for one in found}


def _one_writer(folder: Path) -> FileLock:
    folder.mkdir(parents=True, exist_ok=True)
    return lock_at(folder / "marks.lock", batches.PATIENCE)


def _path(folder: Path, key: str) -> Path:
    return folder / "marks" / f"{hashlib.sha256(key.encode()).hexdigest()[:24]}.json"
