"""Stores of sealed directories: built in memory by every process that asks, never in a file.

DIR/store/current names one (VERSION.memory), so that other processes see that there is a newer one. A store is built
before it is named: readers keep the one before until then, and a question keeps its store until it is answered.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import duckdb

from care import store, vault

MEMORY = ".memory"
LIMITS = {"memory_limit": "3GB"}  # the store itself lies in it, and the one before until it is closed


@dataclass(frozen=True)
class Fill:
    """How to fill an empty database; what it is for is said by the path."""

    work: Callable[[duckdb.DuckDBPyConnection], None] = field(compare=False)


def held(path: Path, fill: Fill) -> store.Store:
    """The store that `path` names; who asks first builds it, others in this process wait for it."""
    with _building(path):
        if _held(path, fill).cursors.shut.is_set():
            _held.cache_clear()
        return _held(path, fill)


@lru_cache(maxsize=2)
def _held(path: Path, fill: Fill) -> store.Store:
    connection = duckdb.connect(config=store.LIMITS | LIMITS | vault.limits())
    fill.work(connection)
    for setting, value in store.SHUT.items():
        connection.execute(f"set global {setting} = '{value}'")
    return store.store_of(path, connection)


@lru_cache(maxsize=16)
def _building(path: Path) -> threading.Lock:
    return threading.Lock()
