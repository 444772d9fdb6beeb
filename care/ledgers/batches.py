"""Accepted ledgers as immutable batches below DIR/batches: there whole or not at all; withdrawn, never deleted."""

import contextlib
import getpass
import hashlib
import json
import os
import platform
import secrets
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as parquet
from filelock import Timeout

from care import vault
from care.ledgers.names import safe_name
from care.ledgers.problems import Refused
from care.locking import lock_at

ROWS_TOGETHER = 25_000  # of a batch file: what one processor reads at a time
PATIENCE = 30  # seconds that a second writer waits
FRESH = timedelta(hours=1)  # how long a note of another machine at work is believed
BUSY = ("writer_busy", "writer_elsewhere")  # why somebody waited for the lock in vain
HIDDEN = "sealed"  # what the original is called where its own name must not be read on the disk


@contextlib.contextmanager
def writer(folder: Path, who: str = "") -> Iterator[None]:
    """The one writer of a data folder. Raises Refused: 'writer_busy' with the other's name, or care.vault's reasons."""
    vault.ready(folder)
    with alone(folder, who):
        yield


@contextlib.contextmanager
def alone(folder: Path, who: str = "") -> Iterator[None]:
    """The lock without a look at the folder's key. Raises Refused: 'writer_busy', 'writer_elsewhere'."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = lock_at(folder / "writer.lock", PATIENCE)
    note = folder / "writer.json"
    try:
        lock.acquire()
    except Timeout:
        raise Refused("writer_busy", **owner(note)) from None
    try:
        _nobody_elsewhere(note)
    except Refused:
        lock.release()
        raise
    try:
        told = {"who": who or getpass.getuser(), "pid": os.getpid(), "host": platform.node(), "since": now()}
        note.write_text(json.dumps(told), "utf-8")
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def _nobody_elsewhere(note: Path) -> None:
    """The lock is ours; if another machine says that it is at work, locks do not reach from one to the other (a share),
    or it died. Raises Refused('writer_elsewhere')."""
    if not note.exists():
        return
    said = owner(note)
    try:
        fresh = abs(datetime.now(UTC) - datetime.fromisoformat(said["since"])) < FRESH
    except (ValueError, TypeError, KeyError):
        return
    if fresh and said.get("host", platform.node()) != platform.node():
        raise Refused("writer_elsewhere", who=said["who"], host=said["host"], since=said["since"])


def owner(note: Path) -> dict:
    try:
        said = json.loads(note.read_text("utf-8"))
    except (OSError, ValueError):
        said = None
    return {"who": "?", "since": "?"} | (said if isinstance(said, dict) else {})


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def after_all(folder: Path, at: str) -> str:
    """A time later than that of every batch, `at` if it is: a clock that was set back must not change what came last."""
    last = max((one["imported_at"] for one in all_batches(folder)), default="")
    if at > last:
        return at
    later = datetime.fromisoformat(last) + timedelta(milliseconds=1)
    return later.isoformat(timespec="milliseconds")


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def accept(folder: Path, file: str, data: bytes | None, rows: bytes, manifest: dict) -> str:
    """Write a batch aside, force it to disk, then rename it into place. The caller holds the writer's lock; `rows` are
    packed.

    Returns the batch id. A batch is seen whole or not at all. `data` is None where the original may not be kept.
    """
    home = folder / "batches"
    home.mkdir(parents=True, exist_ok=True)
    sweep(home)
    batch_id = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{manifest['sha256'][:8]}-{secrets.token_hex(2)}"
    aside = home / f".{batch_id}"
    whole = manifest | {"batch_id": batch_id, "file": safe_name(file)}
    try:
        _write_aside(aside, file, data, rows, whole)
        aside.rename(home / batch_id)
    except OSError:
        shutil.rmtree(aside, ignore_errors=True)  # a full disk needs the room
        raise
    vault.force_folder(home)
    return batch_id


def _write_aside(aside: Path, file: str, data: bytes | None, rows: bytes, manifest: dict) -> None:
    (aside / "original").mkdir(parents=True)
    if data is None:
        manifest = manifest | {"original_removed": True}
    else:
        vault.write(aside / "original" / (HIDDEN if vault.seals(aside) else safe_name(file)), data)
    vault.write(aside / "rows.parquet", rows)
    vault.write(aside / "manifest.json", manifest_text(manifest))
    vault.force_folder(aside / "original")
    vault.force_folder(aside)


def packed(rows: pa.Table) -> bytes:
    """The rows of a batch as Parquet."""
    first = rows.slice(0, ROWS_TOGETHER)  # a dictionary of texts that hardly come again costs time and room
    again = [one for one in rows.column_names if len(pc.unique(first[one])) * 2 < len(first)]
    how = {
        "row_group_size": ROWS_TOGETHER,
        "compression": "zstd",
        "compression_level": 1,
        "use_dictionary": again,
    }
    parquet.write_table(rows, target := pa.BufferOutputStream(), **how)
    return target.getvalue().to_pybytes()


def manifest_text(manifest: dict) -> bytes:
    return json.dumps(manifest, ensure_ascii=False, indent=1, default=str).encode()


def withdraw(folder: Path, batch_id: str, by: str, reason: str) -> None:
    """Take a batch out of force with a small record; later batches stand. The caller holds the writer's lock."""
    if not (folder / "batches" / batch_id / "manifest.json").exists() or batch_id.startswith("."):
        raise Refused("batch_unknown", batch_id=batch_id)
    home = folder / "withdrawals"
    if (home / f"{batch_id}.json").exists():
        raise Refused("batch_withdrawn", batch_id=batch_id)
    for one in all_batches(folder):
        if one.get("replaces") == batch_id and one["withdrawal"] is None:  # undoing it would change nothing
            raise Refused("batch_replaced", batch_id=batch_id, other=one["batch_id"])
    told = {"at": now(), "by": by, "reason": reason}
    vault.put(home / f"{batch_id}.json", json.dumps(told, ensure_ascii=False).encode())


def in_force(folder: Path) -> list[dict]:
    """Manifests of the batches that count, oldest first: not withdrawn, and not replaced by one that counts."""
    return [one for one in all_batches(folder) if one["in_force"]]


def all_batches(folder: Path) -> list[dict]:
    """Every batch with `in_force`, its place `nth` among all and, where it was withdrawn, `withdrawal`; oldest first."""
    found, before, now = [], _manifests(folder), {}
    withdrawn = {path.name: path for path in (folder / "withdrawals").glob("*.json")}
    for path in sorted((folder / "batches").glob("*/manifest.json")):
        if path.parent.name.startswith("."):
            continue
        stat = path.stat()
        stamp, known = (stat.st_mtime_ns, stat.st_size, stat.st_ino), before.get(path)
        now[path] = known if known and known[0] == stamp else (stamp, json.loads(vault.read(path)))
        manifest = dict(now[path][1])
        record = withdrawn.get(f"{manifest['batch_id']}.json")
        manifest["withdrawal"] = json.loads(vault.read(record)) if record else None
        found.append(manifest)
    before.clear()  # of what was erased, nothing stays in memory
    before.update(now)
    found.sort(key=lambda one: (one["imported_at"], one["batch_id"]))
    replaced = {one.get("replaces") for one in found if one["withdrawal"] is None}
    for nth, one in enumerate(found):
        one["nth"] = nth
        one["in_force"] = one["withdrawal"] is None and one["batch_id"] not in replaced
    return found


@lru_cache(maxsize=2)
def _manifests(folder: Path) -> dict[Path, tuple[tuple, dict]]:
    """(stamp, content) of the manifests as they were last read: an import looks at all of them eleven times, and of a
    million people's two thousand each look took a third of a second."""
    return {}


def units_in(rows: pa.Table) -> set[str]:
    """Ids of every unit and class that rows are about."""
    columns = [name for name in ("unit_id", "class_unit_id") if name in rows.column_names]
    return {unit for name in columns for unit in pc.unique(rows[name]).to_pylist() if unit}


def below(unit: str, tops: tuple[str, ...]) -> bool:
    """Whether a unit is one of `tops` or below it."""
    return any(unit == top or unit.startswith(f"{top}/") for top in tops)


def within(manifest: dict, tops: tuple[str, ...] | None) -> bool:
    """Whether all rows of a batch are about units below `tops` (None = any): only then it is theirs to see and undo."""
    return tops is None or (
        bool(manifest.get("units")) and all(below(unit, tops) for unit in manifest["units"])
    )


def placed_by_rolls(folder: Path, tops: tuple[str, ...] | None) -> list[str]:
    """The files in force, of those below `tops`, with rows that say no village: without a roll that was undone they may
    stand elsewhere, or nowhere, once they are read again."""
    found = [one for one in in_force(folder) if one["counts"].get("by_rolls") and within(one, tops)]
    return list(dict.fromkeys(one["file"] for one in found))


def told_whole(manifest: dict, tops: tuple[str, ...] | None, who: str) -> bool:
    """Whether somebody of the units below `tops` may read a batch's original and what was wrong with it: only whoever
    sent it. Beside its rows it may tell of others, in what was left out, a remark or a cell beside the table."""
    return tops is None or manifest["imported_by"] == who


def original(folder: Path, batch_id: str) -> tuple[str, bytes]:
    """(file name, bytes) of what was sent. Raises Refused where it was removed with a person's data."""
    path = next((folder / "batches" / batch_id / "original").glob("[!.]*"), None)
    if path is None:
        raise Refused("original_removed")
    if path.name != HIDDEN:
        return path.name, vault.read(path)
    manifest = json.loads(vault.read(folder / "batches" / batch_id / "manifest.json"))
    return manifest["file"], vault.read(path)


def sweep(home: Path) -> None:
    """Remove what a killed import left aside."""
    for left in home.glob(".*"):
        shutil.rmtree(left, ignore_errors=True)
