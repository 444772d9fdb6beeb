"""Where a run keeps what it made: a town's data for each size, Superset, and the results of each section."""

import json
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.big_town.making import UNTIL, make
from care import office, store
from care.definitions import load

FIRST_PORT = 8610


@dataclass(frozen=True)
class Town:
    """A town of one size. `quick`: few runs, to try the harness."""

    home: Path
    people: int
    runs: int
    minutes: float  # that one section may take; runs that do not fit are left out, and the report says how many ran
    port: int = FIRST_PORT

    @property
    def data(self) -> Path:
        return self.home / f"data-{self.people}"

    @property
    def facts(self) -> dict:
        return json.loads((self.data / "bench.json").read_text("utf-8"))

    @property
    def store(self) -> Path:
        path = store.current(self.data)
        assert path is not None, "section “data” makes the store"
        return path

    def ready(self) -> None:
        """Batches and store, made where they are not there yet or the program has changed since."""
        if not (self.data / "bench.json").exists():
            shutil.rmtree(self.data, ignore_errors=True)
            make(self.data, self.people, tell=say)
        office.refresh(self.data, load())

    def copy(self, name: str) -> Path:
        """The data once more, to be changed. Batches and store are immutable, so they are linked, not copied."""
        target = self.home / f"{name}-{self.people}"
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self.data, target, copy_function=_linked, ignore=shutil.ignore_patterns("*.lock"))
        return target

    def log(self, name: str) -> Path:
        return self.home / f"{name}.log"

    def until(self, least: int = 3) -> Callable[[int], bool]:
        """Whether another run (number from 0) should be made: not if enough are made, or if time is up after `least`."""
        ends = time.monotonic() + self.minutes * 60
        return lambda number: number < self.runs and (number < least or time.monotonic() < ends)


def _linked(source: str, target: str) -> None:
    if "/batches/" in source or source.endswith(".duckdb"):
        Path(target).hardlink_to(source)
    else:
        shutil.copy2(source, target)


def kept(home: Path, people: int, section: str) -> dict | None:
    path = home / "results" / str(people) / f"{section}.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else None


def keep(home: Path, people: int, section: str, found: dict, began: dict, seconds: float) -> None:
    """Write a section's results beside the conditions in which it `began`; a run that was stopped goes on behind it."""
    path = home / "results" / str(people) / f"{section}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = {"conditions": began | {"seconds": round(seconds)}, "found": found}
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1), "utf-8")


def say(words: str) -> None:
    print(f"[{time.strftime('%H:%M:%S')}] {words}", flush=True)


__all__ = ["UNTIL", "Town", "keep", "kept", "say"]
