"""Room on the clerks' desks: files waiting for a decision lie in memory, so of one person's and of all there is an end."""

import threading
import weakref
from typing import Protocol

MOST_OF_ONE = 500 * 2**20  # bytes, of all sessions of one person
MOST_OF_ALL = 2000 * 2**20  # bytes, of this process


class Holds(Protocol):
    data: bytes


_lock = threading.Lock()
_lying: dict[int, tuple[str, weakref.ref]] = {}  # id → whose, the paper; it goes with its session


def lay(who: str, paper: Holds) -> bool:
    """Whether there is room for a paper of `who`; then it counts for as long as it lives and holds its bytes."""
    size, own = len(paper.data), id(paper)
    with _lock:
        if held(who) + size > MOST_OF_ONE or held() + size > MOST_OF_ALL:
            return False
        _lying[own] = (who, weakref.ref(paper, lambda _: _lying.pop(own, None)))
    return True


def held(who: str | None = None) -> int:
    """Bytes that lie on the desks of `who`, None = of everybody."""
    papers = [ref() for name, ref in list(_lying.values()) if who in (None, name)]
    return sum(len(paper.data) for paper in papers if paper is not None)
