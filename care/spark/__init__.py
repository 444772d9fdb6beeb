"""The other engine: Spark derives the store's tables from the batches where one machine is too small.

Only care/building.py asks here, and only what is asked of imports the packages of requirements-spark.txt.
"""

import os
import shutil
from pathlib import Path

from care import vault
from care.ledgers.problems import Refused

ENGINE = "CAREBOARD_ENGINE"
FOLDER = "derived"  # below the data directory: what Spark wrote of the store in force


def is_idle(folder: Path) -> bool:
    """Whether DuckDB itself derives. What Spark wrote before goes then: it names people, and nobody would keep it up to
    date."""
    idle = _named() in ("", "duckdb")
    if idle:
        shutil.rmtree(folder / FOLDER, ignore_errors=True)
    return idle


def _named() -> str:
    return os.environ.get(ENGINE, "").strip()


def chosen(connection, folder: Path, version: str):
    """A care.spark.running.Run that fills the tables of `connection`; None = DuckDB itself does. Raises Refused
    'engine_unknown', 'engine_missing' (the packages), 'engine_sealed', 'engine_away'."""
    if is_idle(folder):
        return None
    named = _named()
    if not named.startswith("sc://"):
        raise Refused("engine_unknown", value=named)
    if vault.ready(folder):
        raise Refused("engine_sealed")
    try:
        from care.spark import running
    except ImportError as fault:
        raise Refused("engine_missing", value=fault.name or str(fault)) from None
    return running.begun(named, connection, folder, version)
