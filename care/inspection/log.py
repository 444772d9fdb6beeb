"""Logs to which lines are only added: whole, forced to disk before the call returns, one writer at a time."""

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from care import vault
from care.ledgers import batches
from care.locking import log_lock

DAMAGED = (KeyError, TypeError, ValueError, AttributeError, OverflowError)
Made = TypeVar("Made")


def lines(path: Path) -> Iterator[dict]:
    """The lines of a log; one cut off by a failing machine, or of another shape, is left out."""
    if not path.exists():
        return
    for text in split(path.read_text("utf-8", "replace")):
        try:
            line = line_of(vault.opened_line(text, path.name))
        except ValueError:
            continue
        if line is not None:
            yield line


def line_of(text: str) -> dict | None:
    """One line, None where it is none. Half signs (a lone surrogate) can be shown nowhere: each is a question mark."""
    try:
        line = json.loads(text)
        if "\\ud" in text.lower():
            line = json.loads(json.dumps(line, ensure_ascii=False).encode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
    return line if isinstance(line, dict) else None


def read(path: Path, make: Callable[[dict], Made]) -> Iterator[Made]:
    """What `make` reads of each line; lines that lack something, or hold another kind of value, are passed over."""
    for line in lines(path):
        try:
            made = make(line)
        except DAMAGED:
            continue
        yield made


def texts(line: dict, *names: str) -> list[str]:
    """These values of a line. Raises TypeError where one is no text, KeyError where one is missing."""
    found = [line[name] for name in names]
    if not all(isinstance(one, str) for one in found):
        raise TypeError(names)
    return found


def whole(line: dict, name: str) -> int:
    """A number of a line. Raises TypeError, KeyError."""
    if type(line[name]) is not int:
        raise TypeError(name)
    return line[name]


def split(text: str) -> list[str]:
    """At line feeds only: what people write may hold other signs that Python, too, takes for the end of a line."""
    return [line for line in text.split("\n") if line]


def add(path: Path, new: list[dict]) -> None:
    """Add lines at the end, each with the time (`at`) unless it has one."""
    if new:
        add_after(path, lambda: new)


def add_after(path: Path, make: Callable[[], list[dict]]) -> list[dict]:
    """Add what `make` gives; no other writer comes between its reading and the writing. Returns what was added."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with log_lock(path, batches.PATIENCE):
        new = [{"at": batches.now()} | line for line in make()]
        if new:
            seal = vault.sealed_line if vault.seals(path) else str
            _write(path, "".join(seal(json.dumps(line, ensure_ascii=False)) + "\n" for line in new))
    return new


def _write(path: Path, text: str) -> None:
    """Forced to disk; where that fails the log is cut back to what it was. Raises OSError."""
    with path.open("ab+", buffering=0) as file:
        before = file.seek(0, os.SEEK_END)
        left = memoryview((("" if _ends_a_line(file, before) else "\n") + text).encode())
        try:
            while left:
                left = left[file.write(left) :]
            os.fsync(file.fileno())
        except OSError:
            with contextlib.suppress(OSError):
                file.truncate(before)
            raise


def _ends_a_line(file, size: int) -> bool:
    if not size:
        return True
    file.seek(-1, os.SEEK_END)
    return file.read(1) == b"\n"
