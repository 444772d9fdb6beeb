"""Commands on the audit log: who did what, and whether anything was changed since."""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from care import audit, unlogged
from care.commands.result import Result, UsageError
from care.definitions import Definitions


def add(asks, command) -> None:
    told = command(asks, "audit", run, "who did what; `audit verify`: whether the log is whole")
    told.add_argument("what", nargs="?", default="list", choices=("list", "verify"))


def run(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    """Every entry, or the verdict. Raises UsageError where the log was changed."""
    if asked.what == "list":
        return Result(audit.entries(folder))
    unlogged.write_down(folder)
    found = audit.verify(folder)
    if found.broken_at:
        raise UsageError(
            f"The audit log was changed: entry {found.broken_at} does not follow from the one before it."
        )
    return Result(asdict(found))
