"""Whether an installation is in order: what was looked at, what was found, what to mend (`python -m care doctor`).

Looks only; mends nothing. Words: `doctor.CODE`, and `doctor.CODE_wrong` for a fault with what to do.
"""

import contextlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path

import duckdb
from filelock import Timeout

from care import audit, backup, building, readable, spark, store, trouble, vault
from care.calendar import terms_ended
from care.definitions import Definitions
from care.ledgers import batches
from care.ledgers.problems import Refused
from care.locking import lock_at

ROOT = Path(__file__).resolve().parents[1]
OLDEST = (3, 11)
LEAST_FREE = 500_000_000  # bytes, also for an empty store
LONG_AT_WORK = timedelta(hours=1)
SLACK = timedelta(minutes=5)  # of clocks


@dataclass(frozen=True)
class Finding:
    """One thing looked at; `values` fill its words."""

    code: str
    well: bool
    values: dict = field(default_factory=dict)


def examine(folder: Path, definitions: Definitions) -> Iterator[Finding]:
    """Everything but how it is served (care.serving.rules says that)."""
    yield Finding("python", sys.version_info[:2] >= OLDEST, {"version": sys.version.split()[0]})
    yield packages((ROOT / "requirements.txt").read_text("utf-8"))
    yield writable(folder)
    yield disk(folder)
    yield space(folder)
    yield lock(folder)
    yield from whole(folder, definitions)
    yield key_file(os.environ.get(vault.KEY_FILE, ""))
    yield engine(folder)
    yield terms(definitions, date.today())
    yield fonts()


def key_file(name: str) -> Finding:
    """Whether only its owner may read or write the file with the key (POSIX; Windows says nothing of it in a mode). A
    file that cannot be looked at is `key`'s to tell."""
    if not name or os.name == "nt":
        return Finding("key_file", True)
    try:
        mode = Path(name).stat().st_mode
    except OSError:
        return Finding("key_file", True)
    return Finding(
        "key_file",
        not mode & 0o077,
        {"mode": f"{mode & 0o777:o}", "command": f"chmod 600 {shlex.quote(name)}"},
    )


def packages(pins: str, found: Callable[[str], str] = installed) -> Finding:
    """Installed versions against the pins."""
    wrong = []
    for name, wanted in re.findall(r"^([\w.-]+)==(\S+)$", pins, re.M):
        try:
            have = found(name)
        except PackageNotFoundError:
            have = "–"
        if have != wanted:
            wrong.append(f"{name} {have} ≠ {wanted}")
    return Finding("packages", not wrong, {"list": ", ".join(wrong), "file": "requirements.txt"})


def writable(folder: Path) -> Finding:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return Finding("writable", True, {"folder": str(folder)})
    except OSError:
        return Finding("writable", False, {"folder": str(folder)})


def disk(folder: Path) -> Finding:
    """Whether locks hold against a second process, files are renamed at one stroke and forced to disk; on some network
    shares they are not. A share that two computers use at once cannot be seen from here."""
    step = "locked"
    try:
        with tempfile.TemporaryDirectory(prefix=".doctor", dir=folder) as name:
            place = Path(name)
            with lock_at(place / "a.lock", 0):
                held = _another_gets(place / "a.lock")
            if held or not _another_gets(place / "a.lock"):
                return Finding("disk", False, {"folder": str(folder), "step": step})
            step = "renamed"
            (place / "old").write_bytes(b"old")
            (place / "new").write_bytes(b"new")
            os.replace(place / "new", place / "old")
            if (place / "new").exists() or (place / "old").read_bytes() != b"new":
                return Finding("disk", False, {"folder": str(folder), "step": step})
            step = "forced"
            vault.write(place / "old", b"new")
            vault.force_folder(place)
    except Timeout:
        return Finding("disk", False, {"folder": str(folder), "step": step})
    except OSError as fault:  # `writable` tells of a directory that is not there or may not be written
        apart = trouble.code_of(fault) in ("disk_shut", "disk_full") or not folder.exists()
        return Finding("disk", apart, {"folder": str(folder), "step": step})
    return Finding("disk", True)


TRY = "import sys; from filelock import FileLock, Timeout\ntry: FileLock(sys.argv[1], timeout=0).acquire()\nexcept Timeout: sys.exit(3)"


def _another_gets(path: Path) -> bool:
    """Whether a process of its own can take the lock. Raises OSError where it cannot even try."""
    run = subprocess.run([sys.executable, "-c", TRY, str(path)], capture_output=True, check=False)
    if run.returncode not in (0, 3):
        raise OSError(run.stderr.decode("utf-8", "replace")[-200:])
    return run.returncode == 0


def space(folder: Path) -> Finding:
    """A new store is written beside the old one: twice its size must be free."""
    current = store.current(folder)
    size = current.stat().st_size if current and current.exists() else 0
    needed = max(2 * size, LEAST_FREE)
    there = next((one for one in (folder, *folder.parents) if one.exists()), ROOT)
    free = shutil.disk_usage(there).free
    return Finding("space", free >= needed, {"free": free // 1_000_000, "needed": needed // 1_000_000})


def lock(folder: Path) -> Finding:
    """Somebody at work is no fault; for more than an hour is."""
    if not (folder / "writer.lock").exists():
        return Finding("lock", True)
    with contextlib.suppress(Timeout, OSError), lock_at(folder / "writer.lock", 0):
        return Finding("lock", True)
    told = batches.owner(folder / "writer.json")
    since = _moment(told.get("since"))
    busy = since is not None and datetime.now(UTC) - since < LONG_AT_WORK
    values = {"who": told.get("who", "?"), "since": told.get("since", "?"), "pid": str(told.get("pid", "?"))}
    return Finding("busy" if busy else "lock", busy, values)


def whole(folder: Path, definitions: Definitions) -> Iterator[Finding]:
    """Key, records, store, audit log and clock."""
    try:
        sealed = vault.ready(folder) if folder.exists() else False
    except Refused as refusal:
        yield Finding("key", False, {"reason": refusal.problem.code})
        return
    if sealed:
        yield Finding("key", True)
    if wrong := readable.first_wrong(folder, backup.precious(folder)):
        yield Finding("batches", False, {"what": wrong})
        return
    taken = batches.in_force(folder)
    yield Finding("batches", True, {"n": len(taken)})
    yield _store(folder, definitions, bool(taken))
    verdict = audit.verify(folder)
    yield Finding("audit", verdict.broken_at is None, {"n": verdict.lines, "line": verdict.broken_at or 0})
    yield clock(max((one["imported_at"] for one in taken), default=""))


def _store(folder: Path, definitions: Definitions, expected: bool) -> Finding:
    path = store.current(folder)
    if path is None:
        return Finding("store", not expected, {"version": "–"})
    values = {"version": path.stem}
    try:
        building.opened(folder, path, definitions).query(store.Scope(()), "select version from base.meta")
    except (OSError, duckdb.Error, ValueError, Refused):
        return Finding("store", False, values)
    return Finding("store_current", path.stem == building.version_of(folder, definitions), values)


def clock(newest: str, now: datetime | None = None) -> Finding:
    """A clock set back would date new ledgers before old ones."""
    last, now = _moment(newest), now or datetime.now(UTC)
    return Finding(
        "clock",
        last is None or last <= now + SLACK,
        {"now": now.isoformat(timespec="minutes"), "newest": newest},
    )


def engine(folder: Path) -> Finding:
    """Who derives the store; of another than DuckDB, whether its client is installed and the cluster answers."""
    try:
        address = spark.examined(folder)
    except Refused as refusal:
        return Finding("engine", False, {"problem": refusal.problem})
    return Finding("engine_spark", True, {"address": address}) if address else Finding("engine", True)


def terms(definitions: Definitions, today: date) -> Finding:
    """Whether the calendar names a term that is not over yet."""
    last = terms_ended(definitions.programme, today)
    return Finding("terms", last is None, {"day": last})


def fonts(list_fonts: str = "fc-list") -> Finding:
    """Chinese fonts of the system; where it cannot be asked (Windows, macOS), they come with it."""
    if shutil.which(list_fonts) is None:
        return Finding("fonts", sys.platform in ("win32", "darwin"))
    run = subprocess.run([list_fonts, ":lang=zh"], capture_output=True, check=False)
    return Finding("fonts", bool(run.stdout.strip()))


def _moment(text) -> datetime | None:
    with contextlib.suppress(ValueError, TypeError):
        return datetime.fromisoformat(text)
    return None
