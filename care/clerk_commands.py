"""The clerk's commands: templates, a file back with its problems marked, originals taken in anew."""

import sys
from argparse import Namespace
from pathlib import Path

from care import office
from care.commands import Refused, Result, replies, report_of
from care.definitions import Definitions
from care.ledgers import remembered
from care.ledgers.known import units_in
from care.ledgers.marking import marked_workbook
from care.ledgers.problems import Refused as Problematic
from care.ledgers.templates import template as template_of


def template(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    """Write the template of a kind of ledger."""
    if asked.kind not in definitions.ledgers:
        raise Refused(f"“{asked.kind}” is no kind of ledger; there are: {', '.join(definitions.ledgers)}")
    asked.out.write_bytes(template_of(asked.kind, asked.lang, definitions, units_in(folder)))
    return Result({"kind": asked.kind, "file": str(asked.out)})


def marked(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    """Write a file's marked copy; nothing is taken in."""
    path = Path(asked.file)
    if not path.is_file():
        raise Refused(f"There is no file {path}")
    data = path.read_bytes()
    answers, corrections = replies(asked.answers, definitions)
    said = {"answers": answers, "corrections": corrections}
    (report,) = office.take_in(folder, [(path.name, data)], definitions, "", dry_run=True, **said)
    _, workbook = marked_workbook(path.name, data, report, asked.lang)
    asked.out.write_bytes(workbook)
    return Result(
        {
            "file": str(asked.out),
            "status": report.status,
            "counts": report.counts,
            "problems": report.problems_in_all,
        }
    )


def list_remembered(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    """Answers, corrections of layouts and decisions on matches, oldest first."""
    return Result(remembered.records(folder))


def forget(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    """Drop one of them."""
    try:
        office.forget(folder, definitions, asked.record, asked.by)
    except Problematic as refusal:
        raise Refused(refusal.problem.code) from None
    return Result({"id": asked.record, "forgotten": True})


def reapply(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    """Take originals in again under today's definitions."""
    reports = office.reapply(folder, definitions, asked.by, asked.batches or None, progress=_say)
    return Result([report_of(one, definitions) for one in reports])


def _say(done: int, name: str) -> None:
    print(f"[{done}] {name or 'figures'}", file=sys.stderr)
