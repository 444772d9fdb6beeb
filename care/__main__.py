"""`python -m care --data DIR COMMAND`: everything the pages do with data, without a browser.

Exit codes: 0 done, 1 refused (bad input), 2 wrong usage. `--json` writes the result to stdout; messages go to stderr.
"""

import argparse
import contextlib
import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

from care import (
    access_commands,
    audit_commands,
    check_commands,
    clerk_commands,
    commands,
    doctor_commands,
    export_commands,
    gap_commands,
    inspection_commands,
    keeping_commands,
    office,
    settings,
    settings_commands,
    trouble,
)
from care.ledgers.problems import Problem, Refused
from care.strict_toml import DefinitionError
from care.words import LANGUAGES, voice, voice_without_definitions


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    asked = _parser().parse_args(arguments)
    try:
        folder = Path(asked.data) if asked.data else office.data_dir()
        result = asked.run(asked, folder, settings.in_force(folder))
    except commands.Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except DefinitionError as fault:
        for lang in LANGUAGES:
            print(voice_without_definitions(lang)(f"problem.{fault.code}", **fault.values), file=sys.stderr)
        return 1
    except duckdb.InterruptException:
        print(" / ".join(voice(lang)("state.slow") for lang in LANGUAGES), file=sys.stderr)
        return 1
    except Refused as refusal:
        print(*commands.said(refusal.problem)["message"].values(), sep="\n", file=sys.stderr)
        return 1
    except Exception as fault:
        if not (code := trouble.code_of(fault)):
            raise
        print(*commands.said(Problem(code))["message"].values(), sep="\n", file=sys.stderr)
        return 1
    with contextlib.suppress(BrokenPipeError):  # | head
        _show(result.value, asked.json)
    return 0 if result.done else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m care", description=__doc__.splitlines()[0])
    parser.add_argument("--data", help="the office's data directory (default: CAREBOARD_DATA or data/live)")
    parser.add_argument("--json", action="store_true", help="machine-readable output")
    asks = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    take = _command(asks, "import", commands.take_in, "take ledgers in")
    take.add_argument("paths", nargs="+", metavar="PATH")
    take.add_argument("--dry-run", action="store_true", help="say what would happen; change nothing")
    take.add_argument(
        "--answers", type=Path, metavar="FILE", help="replies to questions: JSON, question id → reply"
    )
    take.add_argument("--by", default="local", help="who imports")
    take.add_argument("--complete", action="store_true", help="the file is its unit's complete roll")
    _filters(_command(asks, "answer", commands.answer, "an indicator's counts")).add_argument(
        "--by", default="", metavar="unit,group,duty"
    )
    rows = _filters(_command(asks, "rows", commands.rows, "the rows behind an indicator"))
    rows.add_argument("--state", default="unmet", choices=("unmet", "met", "not_due", "all"))
    rows.add_argument("--search", default="")
    _filters(_command(asks, "ask", commands.ask, "a breakdown's labelled counts"))
    people = _command(asks, "people", commands.people, "person files; by --id or --name everything on file")
    for name in ("id", "name", "unit"):
        people.add_argument(f"--{name}", default="")
    people.add_argument(
        "--household", default="", metavar="HEAD", help="the household of this head (ID or name)"
    )
    _command(asks, "batches", commands.list_batches, "what has been taken in")
    undo = _command(asks, "undo", commands.undo, "withdraw one import")
    undo.add_argument("batch")
    undo.add_argument("--by", default="local")
    undo.add_argument("--reason", default="")
    _command(asks, "remembered", clerk_commands.list_remembered, "what is remembered of clerks' answers")
    drop = _command(asks, "forget", clerk_commands.forget, "drop something remembered; it is asked again")
    drop.add_argument("record", metavar="ID")
    drop.add_argument("--by", default="local")
    again = _command(
        asks, "reapply", clerk_commands.reapply, "take originals in again under today's definitions"
    )
    again.add_argument("batches", nargs="*", metavar="BATCH", help="default: all in force")
    again.add_argument("--by", default="local")
    blank = _command(asks, "template", clerk_commands.template, "write the template of a kind of ledger")
    blank.add_argument("kind", metavar="KIND")
    marked = _command(asks, "marked", clerk_commands.marked, "write a ledger back with its problems marked")
    marked.add_argument("file", metavar="FILE")
    marked.add_argument("--answers", type=Path, metavar="FILE")
    for command in (blank, marked):
        command.add_argument("--out", type=Path, required=True, metavar="FILE.xlsx")
        command.add_argument("--lang", default="zh", choices=("zh", "en"))
    gap_commands.add(asks, _command)
    inspection_commands.add(asks, _command)
    check_commands.add(asks, _command)
    export_commands.add(asks, _command)
    audit_commands.add(asks, _command)
    access_commands.add(asks, _command)
    keeping_commands.add(asks, _command)
    doctor_commands.add(asks, _command)
    settings_commands.add(asks, _command)
    _command(asks, "rebuild", commands.rebuild, "derive the store anew from the batches")
    _command(
        asks,
        "start-with-sample",
        commands.start_with_sample,
        "take in the sample town if there is no data yet",
    )
    return parser


def _command(asks, name: str, run, text: str) -> argparse.ArgumentParser:
    command = asks.add_parser(name, help=text, description=text)
    command.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    command.add_argument("--data", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    command.set_defaults(run=run)
    return command


def _filters(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    command.add_argument("name", metavar="NAME")
    command.add_argument("--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD")
    command.add_argument("--unit", default="", help="a unit's name or path")
    command.add_argument("--group", default="", help="a group's id or name")
    command.add_argument("--duty", default="")
    return command


def _plain(value):
    """What json cannot write itself."""
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "__dataclass_fields__"):
        return asdict(value)
    return str(value)


def _show(value, as_json: bool) -> None:
    if as_json:
        sys.stdout.buffer.write(
            (json.dumps(value, default=_plain, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
        )
        return
    for line in _lines(value):
        print(line)


def _is_flat(row: dict) -> bool:
    return not any(isinstance(value, (dict, list, tuple)) for value in row.values())


def _lines(value) -> list[str]:
    if isinstance(value, list) and value and all(isinstance(one, dict) and _is_flat(one) for one in value):
        return [pd.DataFrame(value).to_string(index=False)]
    if isinstance(value, list):
        return [line for one in value for line in _lines(one)]
    if isinstance(value, dict):
        return [
            f"{name}: {json.dumps(one, default=_plain, ensure_ascii=False)}" for name, one in value.items()
        ] + [""]
    return [str(value)]


if __name__ == "__main__":
    sys.exit(main())
