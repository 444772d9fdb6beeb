"""Commands on ledgers as a whole: taking in, undoing, building anew, the sample town."""

import json
from argparse import Namespace
from pathlib import Path

from care import office
from care.commands.result import Result, UsageError, progress
from care.definitions import Definitions
from care.ledgers import batches, remembered
from care.ledgers.importing import Report
from care.ledgers.problems import Problem, Refused
from care.ledgers.recognising import Correction
from care.words import LANGUAGES, voice


def add(asks, command) -> None:
    """The commands and their words on the command line."""
    take = command(asks, "import", take_in, "take ledgers in")
    take.add_argument("paths", nargs="+", metavar="PATH")
    take.add_argument("--dry-run", action="store_true", help="say what would happen; change nothing")
    take.add_argument(
        "--answers", type=Path, metavar="FILE", help="replies to questions: JSON, question id → reply"
    )
    take.add_argument("--by", default="local", help="who imports")
    take.add_argument("--complete", action="store_true", help="the file is its unit's complete roll")
    command(asks, "batches", list_batches, "what has been taken in")
    back = command(asks, "undo", undo, "withdraw one import")
    back.add_argument("batch")
    back.add_argument("--by", default="local")
    back.add_argument("--reason", default="")
    command(asks, "rebuild", rebuild, "derive the store anew from the batches")
    command(asks, "start-with-sample", start_with_sample, "take in the sample town if there is no data yet")


def replies(path: Path | None, definitions: Definitions) -> tuple[dict[str, str], dict[str, Correction]]:
    """(answers, corrections) from a JSON file: question id → reply, “layout:KEY” → {kind, header, fields}."""
    if path is None:
        return {}, {}
    try:
        said = json.loads(path.read_text("utf-8-sig"))
        layouts = {name: one for name, one in said.items() if name.startswith(remembered.LAYOUT)}
        checked = {name: remembered.checked(one, definitions) for name, one in layouts.items()}
    except (OSError, ValueError, AttributeError, TypeError) as fault:
        raise UsageError(f"{path} holds no answers: {fault}") from None
    except Refused as refusal:
        wrong = refusal.problem.values["value"]
        raise UsageError(f"{path}: {wrong} is no kind of ledger, header or field") from None
    fixes = {name.removeprefix(remembered.LAYOUT): one for name, one in checked.items()}
    return {name: one for name, one in said.items() if name not in layouts}, fixes


def take_in(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    """Import files and folders; done when no file was refused."""
    paths = [
        file
        for path in map(Path, asked.paths)
        for file in (sorted(path.rglob("*")) if path.is_dir() else [path])
    ]
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise UsageError(f"There is no file {missing[0]}")
    files = [(path.name, path.read_bytes()) for path in paths if path.is_file()]
    said, fixes = replies(asked.answers, definitions)
    options = {"dry_run": asked.dry_run, "answers": said, "corrections": fixes, "complete": asked.complete}
    reports = office.take_in(folder, files, definitions, asked.by, progress=progress, **options)
    told = [report_of(report, definitions) for report in reports]
    return Result(told, all(report.status != "refused" for report in reports))


def report_of(report: Report, definitions: Definitions) -> dict:
    """A report with its problems said in words, for people and machines."""
    return report.as_dict() | {"problems": [said(problem) for problem in report.problems]}


def said(problem: Problem) -> dict:
    """A problem with its sentence in both languages."""
    values = {"value": problem.value, "heading": problem.heading} | problem.values
    return problem.as_dict() | {
        "message": {lang: voice(lang)(f"problem.{problem.code}", **values) for lang in LANGUAGES}
    }


def list_batches(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    return Result(batches.all_batches(folder))


def undo(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    known = {one["batch_id"]: one for one in batches.in_force(folder)}
    if asked.batch not in known:
        raise UsageError(f"No import “{asked.batch}” is in force; `batches` lists them.")
    leaned = office.undo(folder, definitions, asked.batch, asked.by, asked.reason)
    placed = batches.placed_by_rolls(folder, None) if "roster" in known[asked.batch]["kinds"] else []
    more = {"look_through": leaned, "read_again": placed}
    return Result({"undone": asked.batch} | {name: files for name, files in more.items() if files})


def rebuild(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    return Result({"store": office.refresh(folder, definitions, anew=True).name})


def start_with_sample(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    if batches.all_batches(folder):
        return Result("Data is there already; the sample town is not taken in.")
    reports = office.take_in_sample(folder, definitions, progress)
    return Result([f"{one.file}: {one.status}, {one.counts['taken']} rows" for one in reports])
