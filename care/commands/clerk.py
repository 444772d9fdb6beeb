"""The clerk's commands: templates, a file back with its problems marked, originals taken in anew."""

from argparse import Namespace
from pathlib import Path

from care import office
from care.commands import outputs
from care.commands.ledgers import replies, report_of
from care.commands.result import Result, UsageError, progress
from care.definitions import Definitions
from care.ledgers import batches, remembered
from care.ledgers.known import units_in
from care.ledgers.marking import marked_workbook
from care.ledgers.problems import Refused
from care.ledgers.templates import template as template_of
from care.words import LANGUAGES


def add(asks, command) -> None:
    """The commands and their words on the command line."""
    command(asks, "remembered", list_remembered, "what is remembered of clerks' answers")
    drop = command(asks, "forget", forget, "drop something remembered; it is asked again")
    drop.add_argument("record", metavar="ID")
    drop.add_argument("--by", default="local")
    again = command(asks, "reapply", reapply, "take originals in again under today's definitions")
    again.add_argument("batches", nargs="*", metavar="BATCH", help="default: all in force")
    again.add_argument("--by", default="local")
    blank = command(asks, "template", template, "write the template of a kind of ledger")
    blank.add_argument("kind", metavar="KIND")
    back = command(asks, "marked", marked, "write a ledger back with its problems marked")
    back.add_argument("file", metavar="FILE")
    back.add_argument("--answers", type=Path, metavar="FILE")
    for one in (blank, back):
        one.add_argument("--out", type=Path, required=True, metavar="FILE.xlsx")
        one.add_argument("--lang", default="zh", choices=LANGUAGES)


def template(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    """Write the template of a kind of ledger."""
    if asked.kind not in definitions.ledgers:
        raise UsageError(f"“{asked.kind}” is no kind of ledger; there are: {', '.join(definitions.ledgers)}")
    outputs.put(asked.out, template_of(asked.kind, asked.lang, definitions, units_in(folder)))
    return Result({"kind": asked.kind, "file": str(asked.out)})


def marked(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    """Write a file's marked copy; nothing is taken in."""
    path = Path(asked.file)
    if not path.is_file():
        raise UsageError(f"There is no file {path}")
    data = path.read_bytes()
    answers, corrections = replies(asked.answers, definitions)
    said = {"answers": answers, "corrections": corrections}
    (report,) = office.take_in(folder, [(path.name, data)], definitions, "", dry_run=True, **said)
    _, workbook = marked_workbook(path.name, data, report, asked.lang)
    outputs.put(asked.out, workbook)
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
    except Refused as refusal:
        raise UsageError(refusal.problem.code) from None
    return Result({"id": asked.record, "forgotten": True})


def reapply(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    """Take originals in again under today's definitions; done when none was refused."""
    known = {one["batch_id"] for one in batches.in_force(folder)}
    for id_ in asked.batches:
        if id_ not in known:
            raise UsageError(f"No import “{id_}” is in force; `batches` lists them.")
    reports = office.reapply(folder, definitions, asked.by, asked.batches or None, progress=progress)
    told = [report_of(one, definitions) for one in reports]
    return Result(told, all(one.status != "refused" for one in reports))
