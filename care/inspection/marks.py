"""What people noted of a case: looked at and explained, wrong, or mended. A note survives the next import.

One small JSON record a case and scope below DIR/marks, written aside and renamed; it holds the case's key (salted ids,
days, hashes), the mark, the note, who and when, and of whoever sees a part of the office which: a mark speaks for the
records that its writer may see.
"""

import hashlib
import json
from pathlib import Path

from filelock import FileLock

from care import audit, vault
from care.ledgers import batches, remembered
from care.locking import lock_at
from care.meanwhile import ANY, unchanged
from care.walls import EVERYTHING, Scope

MARKS = ("explained", "wrong", "mended")


def mark(
    folder: Path,
    check: str,
    case: str,
    what: str,
    note: str,
    by: str,
    based: dict | None | object = ANY,
    scope: Scope = EVERYTHING,
) -> None:
    """Note `what` (one of MARKS) of what `scope` sees of a case. Raises ValueError for another word, Meanwhile (with the
    mark that stands) where it is not the one that the asker saw (`based`, None = none)."""
    if what not in MARKS:
        raise ValueError(f"a mark is one of {MARKS}, not {what!r}")
    said = {"key": f"{check}|{case}", "mark": what, "note": note.strip()} | _part(scope)
    path = _path(folder, said)
    with _one_writer(folder):
        unchanged(based, _at(path))
        # First: one set anew leaves nothing that tells of it.
        audit.record(folder, by, "mark", check=check, mark=what)
        remembered.write(path, said, by)


def within(said: dict, scope: Scope) -> bool:
    """Whether a mark speaks for nothing that `scope` does not see, so that it may be taken back."""
    units, groups = said.get("units"), said.get("groups")
    of_units = scope.units is None or (
        units is not None and all(batches.below(one, scope.units) for one in units)
    )
    return of_units and (scope.groups is None or (groups is not None and set(groups) <= set(scope.groups)))


def unmark(folder: Path, said: dict, by: str, scope: Scope = EVERYTHING) -> None:
    """Take a mark back, as `marks` gave it; what it spoke for is open again. Raises Meanwhile as `mark` does,
    PermissionError for one that speaks for more than `scope` sees."""
    if not within(said, scope):
        raise PermissionError("mark")
    path = _path(folder, said)
    with _one_writer(folder):
        unchanged(said, _at(path))
        audit.record(folder, by, "mark", check=said["key"].partition("|")[0], mark="open")
        path.unlink()


def marks(folder: Path) -> list[dict]:
    """All marks, the oldest first: {key (check|case), mark, note, by, at}, with `units` and `groups` where their writer
    does not see everybody."""
    found = [json.loads(vault.read(path)) for path in sorted((folder / "marks").glob("*.json"))]
    return sorted(found, key=lambda one: one["at"])


def of_case(folder: Path, check: str, case: str) -> list[dict]:
    """Those of one case."""
    return [one for one in marks(folder) if one["key"] == f"{check}|{case}"]


def _part(scope: Scope) -> dict:
    """Nothing for whoever sees all, also of marks made before marks said for whom they speak."""
    found = {"units": scope.units, "groups": scope.groups}
    return {name: sorted(part) for name, part in found.items() if part is not None}


def _at(path: Path) -> dict | None:
    return json.loads(vault.read(path)) if path.exists() else None


def _one_writer(folder: Path) -> FileLock:
    folder.mkdir(parents=True, exist_ok=True)
    return lock_at(folder / "marks.lock", batches.PATIENCE)


def _path(folder: Path, said: dict) -> Path:
    part = {name: said[name] for name in ("units", "groups") if name in said}
    whole = said["key"] + (json.dumps(part, sort_keys=True) if part else "")
    return folder / "marks" / f"{hashlib.sha256(whole.encode()).hexdigest()[:24]}.json"
