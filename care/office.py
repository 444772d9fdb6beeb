"""The office's data directory: its store in force, ledgers taken in and undone, the sample town."""

import contextlib
import os
from functools import lru_cache
from pathlib import Path

import duckdb
import pyarrow as pa
from filelock import Timeout

from care import audit, building, forgetting, settings, store, vault
from care.definitions import Definitions
from care.intake import (
    Files,
    Progress,
    Sent,
    import_one,
    silent,
    take_files,
    try_files,
)
from care.ledgers import batches, erased, leaning, remembered, spare
from care.ledgers.archives import files_in
from care.ledgers.importing import Report, refused_report
from care.ledgers.known import units_in
from care.ledgers.problems import Refused
from care.ledgers.progress import Tell, unheard
from care.ledgers.reapplying import wish_of
from care.ledgers.recognising import Correction
from care.ledgers.vocabulary import Holder
from care.locking import lock_at

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "data" / "samples"
__all__ = [
    "Sent", "current", "data_dir", "files_in", "follow", "forget", "reapply", "refresh", "rules", "settle", "take_in", "try_files", "undo",
]  # fmt: skip


def data_dir() -> Path:
    """CAREBOARD_DATA, or data/live beside the program."""
    return Path(os.environ.get("CAREBOARD_DATA") or ROOT / "data" / "live")


def rules() -> Definitions:
    """The definitions in force in the office's own data directory: as delivered, with what the office has set."""
    return settings.in_force(data_dir())


def settle(
    folder: Path,
    said: dict[str, settings.Value | None],
    who: str,
    based: dict[str, settings.Value] | None = None,
) -> None:
    """Set rules (key → value, None = as delivered) and bring the store up to them. `based`: what the asker saw of them.
    Raises Refused and Meanwhile; then nothing is set."""
    settings.put(folder, said, who, based)
    follow(folder, settings.in_force(folder))


def refresh(folder: Path, definitions: Definitions, anew: bool = False) -> Path:
    """Bring the store up to the batches and rules in force, or make it `anew`; returns its path. One writer at a
    time."""
    with batches.writer(folder):
        return building.build(folder, definitions, anew)


def follow(folder: Path, definitions: Definitions) -> None:
    """Bring the store up to what has just been written. While somebody else writes it stays as it is, and whoever asks
    next brings it up (`current`): what is written is written."""
    try:
        refresh(folder, definitions)
    except Refused as refusal:
        if refusal.problem.code not in batches.BUSY:
            raise


def current(folder: Path, definitions: Definitions) -> store.Store | None:
    """The store in force, or None while no ledger has been taken in. Raises Refused where a key is missing or wrong."""
    vault.ready(folder)
    path = store.current(folder)
    if path is None:
        if not batches.in_force(folder):
            return None
        path = refresh(folder, definitions, anew=True)
    with contextlib.suppress(Timeout):  # while somebody else writes, the store as it is serves
        if (folder / erased.PENDING).exists():  # somebody was stopped while a person was being erased
            path = _built_now(folder, definitions)
        path = _caught_up(folder, path, Holder(definitions.sha256, definitions), _stamp(folder))
    try:
        return building.opened(folder, path, definitions)
    except duckdb.IOException:  # damaged, or taken away since: it can be made again
        return building.opened(folder, refresh(folder, definitions, anew=True), definitions)


@lru_cache(maxsize=64)
def _caught_up(folder: Path, path: Path, rules: Holder, stamp: tuple[int, ...]) -> Path:
    """Once for each store that a process meets, and where what it is built of has changed (`stamp`) since: if an import
    or undo was stopped before its store was built, build it. Raises Timeout while somebody else writes."""
    if path.stem == building.version_of(folder, rules.definitions):
        return path
    return _built_now(folder, rules.definitions)


def _stamp(folder: Path) -> tuple[int, ...]:
    """Changes with the batches in force, what was decided of matches, and who was erased; cheap, for every click."""
    found = []
    for name in ("batches", "withdrawals", "remembered", erased.FILE):
        with contextlib.suppress(OSError):
            said = (folder / name).stat()
            found += [said.st_mtime_ns, said.st_size]
    return tuple(found)


def _built_now(folder: Path, definitions: Definitions) -> Path:
    with lock_at(folder / "writer.lock", 0):
        return building.build(folder, definitions)


def take_in(
    folder: Path,
    files: Files,
    definitions: Definitions,
    who: str,
    *,
    progress: Progress = silent,
    dry_run: bool = False,
    answers: dict[str, str] | None = None,
    corrections: dict[str, Correction] | None = None,
    **options,
) -> list[Report]:
    """Take in files (name, bytes, or Sent with what was said of one alone) in turn, then bring the store up to date;
    one Report a file, in their order, a .zip counting as its files. With `dry_run` nothing is written.

    What was answered or corrected before is used; `answers` (question id → unit id or name, or “outside”) and
    `corrections` (layout key → Correction) are used, and remembered where a file comes in by them. A file whose rows were held because its
    unit was not known yet is tried again once a later file brought units in. `options`: day, today, complete, tell.
    """
    answers, corrections = answers or {}, corrections or {}
    if dry_run:
        said = {"answers": answers, "corrections": corrections}
        return [
            one.report for one in try_files(folder, files, definitions, progress=progress, **said, **options)
        ]
    reports = take_files(
        folder, files, definitions, who, answers, progress, corrections=corrections, **options
    )
    if any(report.status == "taken" for report in reports):
        progress(len(reports), "")  # all are in: now the figures
        follow(folder, definitions)
    spare.prepare()
    return reports


def undo(
    folder: Path,
    definitions: Definitions,
    batch_id: str,
    who: str,
    reason: str = "",
    within: tuple[str, ...] | None = None,
) -> list[str]:
    """Withdraw one import; later ones stand, and an edition that it replaced is in force again. `within`: the units
    of whoever asks, None = all. Returns the files of clerks' imports that leaned on it, which whoever answers for all
    has to look through. Raises Refused, also for a batch about others, and with `within` where a clerk's import leans on it."""
    ours = [one["batch_id"] for one in batches.all_batches(folder) if batches.within(one, within)]
    if within is not None and batch_id not in ours:
        raise Refused("batch_unknown", batch_id=batch_id)
    with batches.writer(folder, who):
        leaned = []
        if within is not None:
            leaning.refuse(folder, batch_id, within)
        else:  # a batch that cannot be read any more must not stand for that
            with contextlib.suppress(duckdb.Error, pa.ArrowInvalid, OSError):
                leaned = leaning.leaning(folder, batch_id)
        batches.withdraw(folder, batch_id, who, reason)
    audit.record(folder, who, "undo", batch=batch_id)
    follow(folder, definitions)
    return list(dict.fromkeys(one["file"] for one in leaned))


def forget(
    folder: Path, definitions: Definitions, record_id: str, who: str, scope: store.Scope = store.EVERYTHING
) -> None:
    """Drop something remembered; it is asked about again. Ledgers taken in stay as they are, but two persons
    that a clerk had joined are two again. Raises Refused, also where it is not for somebody of `scope` to forget."""
    if scope != store.EVERYTHING:
        remembered.known(folder, record_id)
        (record,) = (one for one in remembered.records(folder) if one["id"] == record_id)
        forgetting.refuse(record, current(folder, definitions), scope)
    with batches.writer(folder, who):
        remembered.known(folder, record_id)
        audit.record(folder, who, "forget", record=record_id)  # first: it leaves nothing that tells of it
        remembered.forget(folder, record_id)
    if record_id.startswith("match-"):
        follow(folder, definitions)


def reapply(
    folder: Path,
    definitions: Definitions,
    who: str,
    batch_ids: list[str] | None = None,
    progress: Progress = silent,
    tell: Tell = unheard,
) -> list[Report]:
    """Take the originals of batches in force in again under today's definitions and answers; one Report each.

    `already`: nothing changed. `taken`: a new batch replaces the old one, keeps its place in time, and its
    counts say what changed against it. `refused`, `nothing`: today's definitions cannot read it; the old one
    stays.
    """
    reports = []
    for manifest in batches.in_force(folder):
        if batch_ids is not None and manifest["batch_id"] not in batch_ids:
            continue
        progress(len(reports), manifest["file"])
        try:
            name, data = batches.original(folder, manifest["batch_id"])
        except Refused as refusal:  # it held a person who was erased: its rows stand as they are
            reports.append(refused_report(manifest["file"], manifest["sha256"], refusal))
            continue
        said = wish_of(manifest) | {"tell": tell}
        reports.append(import_one(folder, name, data, definitions, units_in(folder), who, {}, **said))
    if any(report.status == "taken" for report in reports):
        progress(len(reports), "")
        follow(folder, definitions)
    return reports


def take_in_sample(folder: Path, definitions: Definitions, progress: Progress = silent) -> list[Report]:
    """The invented town, through the same door as any ledger."""
    files = ((path.name, path.read_bytes()) for path in sorted(SAMPLES.iterdir()))
    return take_in(folder, files, definitions, building.SAMPLE, progress=progress)
