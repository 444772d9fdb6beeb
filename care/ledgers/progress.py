"""How far the import of one file has come, told in rows while it runs. Who listens may stop it: it raises Cancelled."""

from collections.abc import Callable
from dataclasses import dataclass


class Cancelled(Exception):
    """Somebody does not want this import any more; nothing of it has been written."""


@dataclass(frozen=True)
class Step:
    """`stage`: read, check, compare or write, in this order. `rows` done of `of`; 0 = not known (yet)."""

    stage: str
    rows: int = 0
    of: int = 0


Tell = Callable[[Step], None]  # hears each step, from the thread that imports; may raise Cancelled


def unheard(step: Step) -> None:
    """Progress that nobody watches."""
