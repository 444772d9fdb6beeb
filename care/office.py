"""The office's data directory: where it is, its store in force, and the sample town for those who have no data yet."""

import os
from functools import lru_cache
from pathlib import Path

from care import store
from care.definitions import Definitions
from care.ledgers import batches

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "data" / "samples"


def data_dir() -> Path:
    """CAREBOARD_DATA, or data/live beside the program."""
    return Path(os.environ.get("CAREBOARD_DATA") or ROOT / "data" / "live")


def refresh(folder: Path, definitions: Definitions) -> Path:
    """Bring the store up to the batches and rules in force; returns its path. One writer at a time."""
    with batches.writing(folder):
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
