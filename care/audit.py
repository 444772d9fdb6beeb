"""Who did what, when: a log to which lines are only added, each holding the hash of the one before (a hash chain).

Asked for by 未成年人网络保护条例 第36条 (access to minors' data approved and logged). It holds no names, ID numbers or
telephones of people cared for: subjects stand as the store's salted ids, files as hashes.

A changed, removed or inserted line breaks the chain from there on. Whoever can write the whole directory could make
a new chain: write `verify`'s last hash down elsewhere, and it is seen.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from care import vault
from care.inspection import log
from care.ledgers import batches

FILE = "audit.jsonl"
START = "0" * 64
DEEDS = (
    "import", "undo", "remember", "forget", "reapply", "rebuild", "setting",
    "file_opened", "names_shown", "list_taken", "export", "note", "finding", "sample", "mark", "match",
    "access", "sign_in", "refused",
    "backup", "restore", "erase", "lift", "encrypt", "decrypt",
)  # fmt: skip


@dataclass(frozen=True)
class Verdict:
    """`lines` read; `broken_at`: the first line (from 1) that does not follow from the one before, None = whole;
    `last`: the hash of the last line."""

    lines: int
    broken_at: int | None
    last: str


def record(folder: Path, who: str, deed: str, **facts) -> None:
    """Add one line. `facts` are plain values without names of people; `deed` is one of DEEDS (ValueError)."""
    if deed not in DEEDS:
        raise ValueError(f"deed must be one of {DEEDS}, not {deed!r}")
    path = folder / FILE

    def line() -> list[dict]:
        before = _last(path)
        said = {"n": before.get("n", 0) + 1, "at": batches.now(), "who": who, "deed": deed, **facts}
        return [_sealed(said, before.get("hash", START))]

    log.add_after(path, line)


def add_found(folder: Path, missing: Callable[[list[dict]], list[dict]]) -> int:
    """Add the lines (who, deed, facts) that `missing` names when it is given every line; how many. Nobody else's line
    comes in between."""
    path = folder / FILE

    def new() -> list[dict]:
        before = _last(path)
        n, last, found = before.get("n", 0), before.get("hash", START), []
        for at, one in enumerate(missing(entries(folder)), n + 1):
            found.append(_sealed({"n": at, "at": batches.now(), **one}, last))
            last = found[-1]["hash"]
        return found

    return len(log.add_after(path, new))


def entries(folder: Path) -> list[dict]:
    """Every line, the earliest first."""
    return list(log.lines(folder / FILE))


def verify(folder: Path) -> Verdict:
    """Whether every line follows from the one before it. A line cut off by a failing machine was never answered for
    and is passed over; where it replaced a whole one, the next does not follow."""
    last, n = START, 0
    for line in log.lines(folder / FILE):
        if line.get("n") != n + 1 or line.get("hash") != _hash(line, last):
            return Verdict(n, n + 1, last)
        n, last = n + 1, line["hash"]
    return Verdict(n, None, last)


def _sealed(line: dict, before: str) -> dict:
    return line | {"hash": _hash(line, before)}


def _hash(line: dict, before: str) -> str:
    """Of a line's own facts and the hash before it."""
    said = {name: value for name, value in line.items() if name != "hash"}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256((before + text).encode()).hexdigest()


def _last(path: Path) -> dict:
    """The last whole line, {} of an empty log; read from the end, however long the log."""
    if not path.exists():
        return {}
    with path.open("rb") as file:
        file.seek(0, 2)
        size, tail = file.tell(), b""
        while size and tail.count(b"\n") < 2:
            step = min(size, 4096)
            size -= step
            file.seek(size)
            tail = file.read(step) + tail
    for text in reversed(tail.split(b"\n")):
        try:
            line = log.line_of(vault.opened_line(text.decode("utf-8", "replace"), path.name))
        except ValueError:
            continue
        if line is not None and type(line.get("n")) is int and isinstance(line.get("hash"), str):
            return line
    return {}
