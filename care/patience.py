"""A question whose asker has gone on (changed a filter, left, pressed cancel) is not answered to its end.

One thread looks after all that are running: a thread for each question would cost more than most answers.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import duckdb

LOOK = 0.2  # seconds between two looks
GOES_ON: ContextVar[Callable[[], bool] | None] = ContextVar("goes_on", default=None)


class GivenUp(Exception):
    """Nobody waits for this answer any more."""


class Watch:
    """The questions that run, each with what says whether its asker has gone on."""

    def __init__(self):
        self._lock, self._running, self._given_up = threading.Lock(), {}, set()
        self._thread: threading.Thread | None = None

    def add(self, cursor: duckdb.DuckDBPyConnection, gone: Callable[[], bool]) -> None:
        with self._lock:
            self._running[id(cursor)] = (cursor, gone)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._look, name="patience", daemon=True)
                self._thread.start()

    def remove(self, cursor: duckdb.DuckDBPyConnection) -> bool:
        """Whether it was given up. Afterwards this cursor is not interrupted any more."""
        with self._lock:
            self._running.pop(id(cursor), None)
            given_up = id(cursor) in self._given_up
            self._given_up.discard(id(cursor))
            return given_up

    def _look(self) -> None:
        while True:
            time.sleep(LOOK)
            with self._lock:
                if not self._running:
                    self._thread = None
                    return
                for key, (cursor, gone) in self._running.items():
                    if gone():
                        self._given_up.add(key)
                        cursor.interrupt()


WATCH = Watch()


@contextmanager
def asked(cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Around one statement. Raises GivenUp where it was ended because its asker has gone on."""
    gone = GOES_ON.get()
    if gone is None:
        yield
        return
    WATCH.add(cursor, gone)
    try:
        yield
    except duckdb.InterruptException:
        if WATCH.remove(cursor):
            raise GivenUp from None
        raise  # it took too long
    finally:
        WATCH.remove(cursor)


@contextmanager
def turn(lock: threading.Lock) -> Iterator[None]:
    """Hold `lock` once it is free. Raises GivenUp where the asker has gone on while waiting for it."""
    gone = GOES_ON.get()
    while not lock.acquire(timeout=LOOK):
        if gone is not None and gone():
            raise GivenUp
    try:
        yield
    finally:
        lock.release()
