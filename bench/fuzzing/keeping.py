"""What every worker of one call needs, made once: the base files and what they give unchanged."""

import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

PLACE = (
    "FUZZ_KEPT"  # environment: a folder that lives as long as the call, so that nothing is kept of older code
)
Made = TypeVar("Made")


def kept(name: str, make: Callable[[], Made]) -> Made:
    """`make()`, or what another worker of the same call has made."""
    folder = os.environ.get(PLACE)
    if not folder:
        return make()
    path = Path(folder) / f"{name}.pickle"
    if path.exists():
        return pickle.loads(path.read_bytes())
    made = make()
    new = path.with_suffix(f".{os.getpid()}")
    new.write_bytes(pickle.dumps(made))
    new.replace(path)
    return made
