"""Kills whatever an office does with its data at random moments, and looks at what is left; for tests and for bench.

Each deed is done by a process of its own on a copy of the small office; what the next one to open the directory finds
must be the state before or after.
"""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from care import audit, backup, building, grants, notes, sealing, settings, vault
from care.definitions import load
from care.inspection import findings, log
from care.ledgers import batches, kept
from care.store import EVERYTHING
from tests.ledgers import TODAY, TOWN, id_no
from tests.small_office import EAST, opened, roll, take_in

ROOT = Path(__file__).resolve().parent.parent
ID = id_no(0, "20150612")
KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="


def _import(folder: Path) -> None:
    take_in(folder, ("新.xlsx", roll([f"新{n}" for n in range(100)], 100)))


def _undo(folder: Path) -> None:
    from care import office

    last = batches.in_force(folder)[-1]
    office.undo(folder, load(), last["batch_id"], "test")


def _rebuild(folder: Path) -> None:
    from care import office

    shutil.rmtree(folder / "store", ignore_errors=True)
    office.refresh(folder, load())


def _note(folder: Path) -> None:
    for n in range(40):
        notes.leave(folder, notes.Figure("pairing_coverage", EAST), TODAY, f"note {n}", "test")


def _finding(folder: Path) -> None:
    wanted = [findings.Wanted("own", EAST, f"finding {n}", TODAY) for n in range(5)]
    for _ in range(20):
        findings.open_findings(folder, wanted, "test")
        findings.step(folder, len(findings.everything(folder)), "mended", "done", "test")


def _access(folder: Path) -> None:
    for n in range(40):
        grants.give(folder, grants.Grant(f"user{n % 3}@example.org", ("viewer",), (TOWN,)), "test")


def _setting(folder: Path) -> None:
    for n in range(40):
        settings.put(folder, {"indicators/helper_contact/limits/days": 100 + n}, "test")


def _erase(folder: Path) -> None:
    from care import retention, whom

    store = opened(folder)
    retention.erase(folder, load(), whom.find(folder, store, ID), "test", "request")


def _encrypt(folder: Path) -> None:
    sealing.encrypt(folder, "test")


DEEDS = {
    "import": _import, "undo": _undo, "rebuild": _rebuild, "note": _note, "finding": _finding,
    "access": _access, "setting": _setting, "erase": _erase, "encrypt": _encrypt,
}  # fmt: skip
STEPWISE = ("note", "finding", "access", "setting")  # many small deeds, each whole


@dataclass(frozen=True)
class Found:
    """What counts of a directory. `logs`: lines by log; `named`: is the person who may be erased anywhere in rows?"""

    files: tuple[str, ...]
    people: tuple[tuple, ...]
    named: bool
    logs: dict[str, tuple[str, ...]]
    whole: bool  # the audit chain holds, and nothing begun is left over


@contextlib.contextmanager
def keyed(needed: bool) -> Iterator[None]:
    """With the key in the environment, or without."""
    before = os.environ.pop(vault.KEY, None)
    if needed:
        os.environ[vault.KEY] = KEY
    try:
        yield
    finally:
        os.environ.pop(vault.KEY, None)
        if before:
            os.environ[vault.KEY] = before


def found(folder: Path) -> Found:
    """As the next one to open the directory finds it, with its key where it is sealed."""
    with keyed(vault.marked(folder) is not None):
        return _found(folder)


def _found(folder: Path) -> Found:
    path = building.build(folder, load())
    store = building.opened(folder, path, load())
    frame = store.query(EVERYTHING, "select name, id_no, unit_id, phone from people order by all")
    rows = [kept.rows(folder, one["batch_id"]).to_pylist() for one in batches.all_batches(folder)]
    return Found(
        tuple(sorted(f"{one['file']} {one['facts']}" for one in batches.in_force(folder))),
        tuple(map(tuple, frame.astype(str).values.tolist())),
        ID in str(rows),
        {
            "notes": tuple(one.text for one in notes.in_force(folder).values()),
            "findings": tuple(
                f"{one.wanted.what} {one.state}" for one in findings.everything(folder).values()
            ),
            "access": tuple(grants.in_force(folder)),
            "setting": tuple(str(one["value"]) for one in log.lines(folder / settings.FILE)),
        },
        audit.verify(folder).broken_at is None and not (folder / "erasing.json").exists(),
    )


def killed(base: Path, deed: str, times: int, seed: int = 1) -> Iterator[tuple[float, Found, Found, Found]]:
    """Kill `times` processes in the middle of a deed, each on a copy of `base`: (moment, before, after, found). First
    one runs to its end, to know how long that takes."""
    home = base.parent
    whole = Path(shutil.copytree(base, home / f"{deed}_whole"))
    before = found(base)
    process = _start(whole, deed)
    begun = time.perf_counter()
    assert process.wait() == 0
    lasted = time.perf_counter() - begun
    after = found(whole)
    moments = random.Random(seed)
    for number in range(times):
        folder = Path(shutil.copytree(base, home / f"{deed}{number}"))
        process = _start(folder, deed)
        moment = moments.uniform(0, lasted)
        time.sleep(moment)
        os.kill(process.pid, signal.SIGKILL)
        assert process.wait() in (-signal.SIGKILL, 0), "it failed by itself: nothing was shown"
        yield moment, before, after, found(folder)
        if deed == "encrypt":
            gone_on_with(folder)
        shutil.rmtree(folder)
    shutil.rmtree(whole)


def _start(folder: Path, deed: str) -> subprocess.Popen:
    with keyed(deed == "encrypt"):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.deeds", str(folder), deed], cwd=ROOT, stdout=subprocess.PIPE
        )
    assert process.stdout.readline() == b"ready\n", (
        "the process died before its work began: nothing was killed"
    )
    return process


def between(deed: str, before: Found, after: Found, left: Found) -> str:
    """What is neither before nor after; '' where all is well."""
    if not left.whole:
        return "the audit chain, or something begun"
    if deed in STEPWISE:
        logs = {
            name: lines
            for name, lines in left.logs.items()
            if not _on_the_way(before.logs[name], after.logs[name], lines)
        }
        return str(logs) if logs else "" if left.people == before.people else "people"
    told = (left.files, left.people, left.named, left.logs)
    sides = [(one.files, one.people, one.named, one.logs) for one in (before, after)]
    return "" if told in sides else str([a == b for side in sides for a, b in zip(told, side, strict=True)])


def _on_the_way(before: tuple, after: tuple, lines: tuple) -> bool:
    """So many of the small deeds were done, and no half one: a finding opened may wait for its step."""
    steps = {line.removesuffix(" mended").removesuffix(" open") for line in after}
    return (
        len(before) <= len(lines) <= len(after)
        and {one.removesuffix(" mended").removesuffix(" open") for one in lines} <= steps
    )


def gone_on_with(folder: Path) -> None:
    """Encrypting that was stopped is run again: then everything is sealed."""
    with keyed(True):
        sealing.encrypt(folder, "test")
    plain = [
        path.name for path in backup.precious(folder)
        if path.suffix != ".jsonl" and path.name != vault.VAULT and not path.read_bytes().startswith(vault.MARK)
    ]  # fmt: skip
    assert plain == []


if __name__ == "__main__":
    print("ready", flush=True)
    DEEDS[sys.argv[2]](Path(sys.argv[1]))
