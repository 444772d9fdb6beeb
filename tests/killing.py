"""Kills processes in the middle of an import or undo and looks at what they leave; for a test and for
bench."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from care import building
from care.definitions import load
from care.ledgers import batches
from care.store import EVERYTHING, current, open_store

ROOT = Path(__file__).resolve().parent.parent
WORK = """
import sys
from datetime import date
from pathlib import Path
from care import office
from care.definitions import load
folder, what, path = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
known = load()
print("ready", flush=True)
if what == "import":
    office.take_in(folder, [(path.name, path.read_bytes())], known, "test", today=date(2026, 1, 20))
else:
    office.undo(folder, known, path.name, "test")
"""


@dataclass(frozen=True)
class State:
    """What counts: the files in force, and what the store says of people."""

    files: tuple[str, ...]
    people: tuple[tuple, ...]


def state(folder: Path) -> tuple[tuple[str, ...], tuple[tuple, ...] | None]:
    """(files in force, people in the store that is in force now)."""
    files = tuple(sorted(one["sha256"] for one in batches.in_force(folder)))
    path = current(folder)
    return files, people(path) if path else None


def people(path: Path) -> tuple[tuple, ...]:
    store = open_store(path)
    frame = store.query(EVERYTHING, "select name, id_no, unit_id, phone from people order by all")
    store.cursors.connection.close()
    return tuple(map(tuple, frame.astype(str).values.tolist()))


def start(folder: Path, what: str, path: Path) -> subprocess.Popen:
    """A process that waits at its start line until it said so; returns when it begins its work."""
    process = subprocess.Popen(
        [sys.executable, "-c", WORK, str(folder), what, str(path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    said = process.stdout.readline()
    assert said == b"ready\n", "the process died before its work began: nothing was killed"
    return process


def settled(folder: Path) -> State:
    """The state after somebody has opened the folder again."""
    files = tuple(sorted(one["sha256"] for one in batches.in_force(folder)))
    return State(files, people(building.build(folder, load())))


def rounds(base: Path, what: str, path: Path, times: int, seed: int = 1):
    """Kill `times` processes at random moments, each on a fresh copy of `base`. Yields, for each, (moment,
    before, after, the state found, the state after reopening). First one runs to its end, to know how long
    that takes."""
    before, whole = settled(base), base.parent / "whole"
    shutil.copytree(base, whole)
    process = start(whole, what, path)
    begun = time.perf_counter()
    assert process.wait() == 0, process.stderr.read().decode()
    duration = time.perf_counter() - begun
    after = settled(whole)
    moments = random.Random(seed)
    for number in range(times):
        folder = base.parent / f"killed{number}"
        shutil.copytree(base, folder)
        process = start(folder, what, path)
        moment = moments.uniform(0, duration * 1.05)
        time.sleep(moment)
        os.kill(process.pid, signal.SIGKILL)
        assert process.wait() in (-signal.SIGKILL, 0), "it failed by itself: nothing was shown"
        found = state(folder)
        yield moment, before, after, found, settled(folder)
        shutil.rmtree(folder)


def is_whole(before: State, after: State, found: tuple, reopened: State) -> bool:
    """Batches and store are those before or after, each for itself; opened again, they agree."""
    files, shown = found
    return (
        files in (before.files, after.files)
        and shown in (before.people, after.people)
        and reopened in (before, after)
    )
