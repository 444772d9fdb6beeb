"""Turns: one person has a few runs at work at once, however many windows they open or programs they start; the rest of
theirs wait, so that others go on.
"""

import contextlib
import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

AT_ONCE = 2
WAITING = 6  # more downloads than these nobody waits for


class Crowded(Exception):
    """Too many of this person's wait already."""


@dataclass
class _Line:
    free: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(AT_ONCE))
    waiting: int = 0


_lines: dict[str, _Line] = defaultdict(_Line)
_lock = threading.Lock()
_here = threading.local()


@contextlib.contextmanager
def turn(name: str, most: int | None = None) -> Iterator[None]:
    """One of the turns of `name`, waited for. A turn within a turn of the same thread is the same one. Raises Crowded
    where `most` others wait."""
    if getattr(_here, "has", False):
        yield
        return
    line = _joined(name, most)
    line.free.acquire()
    with _lock:
        line.waiting -= 1
    _here.has = True
    try:
        yield
    finally:
        _here.has = False
        line.free.release()


def _joined(name: str, most: int | None) -> _Line:
    with _lock:
        line = _lines[name]
        if most is not None and line.waiting >= most:
            raise Crowded(name)
        line.waiting += 1
    return line
