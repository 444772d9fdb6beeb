"""Commands for keeping the data directory: backup and restore."""

from argparse import Namespace
from pathlib import Path

from care import backup, office
from care.commands import Result
from care.definitions import Definitions


def add(asks, command) -> None:
    """The commands and their words on the command line."""
    made = command(asks, "backup", back_up, "write everything precious into one file, and verify it")
    made.add_argument("file", type=Path, metavar="FILE.zip")
    back = command(asks, "restore", restore, "bring a backup back into a new or empty data directory")
    back.add_argument("file", type=Path, metavar="FILE.zip")
    for one in (made, back):
        one.add_argument("--by", default="local", help="who does it; stands in the audit log")


def back_up(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    return Result(backup.write(folder, asked.file, asked.by).told())


def restore(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    """Bring a backup back and build its figures, so that it is known to be readable here."""
    told = backup.restore(asked.file, folder, asked.by).told()
    store = office.refresh(folder, definitions)
    return Result(told | {"store": store.stem})
