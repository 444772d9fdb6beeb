"""The other engine: Spark derives the store's tables from the batches where one machine is too small.

Only care/building.py and care/doctor.py ask here, and only what is asked of imports the packages of requirements-spark.txt.
"""

import os
import shutil
from pathlib import Path

from care import vault
from care.ledgers.problems import Refused

ENGINE = "CAREBOARD_ENGINE"
IDLE = ("", "duckdb")
FOLDER = "derived"  # below the data directory: what Spark wrote of the store in force


def is_idle(folder: Path) -> bool:
    """Whether DuckDB itself derives. What Spark wrote before goes then: it names people, and nobody would keep it up to
    date."""
    idle = _named() in IDLE
    if idle:
        shutil.rmtree(folder / FOLDER, ignore_errors=True)
    return idle


def _named() -> str:
    return os.environ.get(ENGINE, "").strip()


def chosen(connection, folder: Path, version: str):
    """A care.spark.running.Run that fills the tables of `connection`; None = DuckDB itself does. Raises Refused
    'engine_unknown', 'engine_missing' (the packages), 'engine_sealed', 'engine_away'."""
    return None if is_idle(folder) else _running(folder).begun(_named(), connection, folder, version)


def examined(folder: Path) -> str | None:
    """The address of the cluster that is set and answers; None = DuckDB derives. Raises as `chosen` does; changes
    nothing."""
    return None if _named() in IDLE else _running(folder).answering(_named())


def _running(folder: Path):
    """care.spark.running, where what is set can be."""
    if not _named().startswith("sc://"):
        raise Refused("engine_unknown", value=_named())
    if vault.ready(folder):
        raise Refused("engine_sealed")
    try:
        from care.spark import running
    except ImportError as fault:
        raise Refused("engine_missing", value=fault.name or str(fault)) from None
    return running
