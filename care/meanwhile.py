"""A save says what it was based on; where that has changed since, nothing is written and the asker is told what stands."""

from typing import Any

ANY = object()  # not said what a save was based on: the command line, a sheet, a first word


class Meanwhile(Exception):
    """Somebody else has saved the same thing since. `stands`: what holds now, None for nothing any more."""

    def __init__(self, stands: Any) -> None:
        super().__init__("saved meanwhile")
        self.stands = stands


def unchanged(based: Any, stands: Any) -> None:
    """Raises Meanwhile where `stands` is not what a save was `based` on. To be asked while nobody else can write."""
    if based is not ANY and based != stands:
        raise Meanwhile(stands)
