"""The office's data directory: its store in force, ledgers taken in, and the sample town for those who have none yet."""

import os
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from care import store
from care.definitions import Definitions
from care.ledgers import batches
from care.ledgers.importing import Report, import_file
from care.ledgers.known import units_in

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "data" / "samples"


def data_dir() -> Path:
    """CAREBOARD_DATA, or data/live beside the program."""
    return Path(os.environ.get("CAREBOARD_DATA") or ROOT / "data" / "live")


def refresh(folder: Path, definitions: Definitions) -> Path:
    """Bring the store up to the batches and rules in force; returns its path. One writer at a time."""
    with batches.writer(folder):
        return store.build(folder, definitions)


@lru_cache(maxsize=2)
def opened(path: Path) -> store.Store:
    """The store at `path`, opened once a process; the one before stays open until its last query ends."""
    return store.open_store(path)


def current(folder: Path, definitions: Definitions) -> store.Store | None:
    """The store in force, or None while no ledger has been taken in."""
    path = store.current(folder)
    if path is None:
        if not batches.in_force(folder):
            return None
        path = refresh(folder, definitions)
    return opened(path)


def take_in(
    folder: Path,
    files: Iterable[tuple[str, bytes]],
    definitions: Definitions,
    who: str,
    *,
    progress: Callable[[int, str], None] = lambda done, name: None,
    **options,
) -> list[Report]:
    """Take in files (name, bytes) in turn, then bring the store up to date; one Report a file, in their order.

    A file whose rows were held because its unit was not known yet is tried again once a later file brought units in.
    `options` go to import_file; `progress` hears how many files are done and which comes next.
    """
    files = list(files)
    reports: dict[int, Report] = {}
    known_at: dict[int, int] = {}
    for at in [*range(len(files)), *range(len(files))]:
        units = units_in(folder)
        if at in reports and not (reports[at].counts.get("held") and len(units) > known_at[at]):
            continue
        progress(len(reports), files[at][0])
        reports[at] = import_file(folder, *files[at], definitions, units, who, **options)
        known_at[at] = len(units)
    if any(report.status == "taken" for report in reports.values()):
        refresh(folder, definitions)
    return [reports[at] for at in range(len(files))]


def take_in_sample(folder: Path, definitions: Definitions, progress: Callable[[int, str], None] = lambda done, name: None) -> list[Report]:
    """The invented town, through the same door as any ledger."""
    files = ((path.name, path.read_bytes()) for path in sorted(SAMPLES.iterdir()))
    return take_in(folder, files, definitions, store.SAMPLE, progress=progress)
