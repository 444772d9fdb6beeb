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

from care import crashing, office, trouble
from care.commands import (
    access,
    audit,
    checks,
    clerk,
    doctor,
    exports,
    figures,
    gaps,
    inspection,
    keeping,
    ledgers,
    people,
    settings,
)  # fmt: skip
from care.commands.ledgers import said
from care.commands.result import UsageError, shown, tell
from care.ledgers.problems import Problem, Refused
from care.settings import in_force
from care.strict_toml import DefinitionError
from care.words import LANGUAGES, of_definitions, voice

PARTS = (
    ledgers, figures, people, clerk, gaps, inspection, checks, exports, audit, access, settings, keeping, doctor,
)  # fmt: skip


FILES = ("data", "file", "paths")


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    asked = _parser().parse_args(arguments)
    try:
        _readable(asked)
        crashing.leave_no_image()
        folder = Path(asked.data) if asked.data else office.data_dir()
        result = asked.run(asked, folder, in_force(folder))
    except UsageError as refusal:
        tell(str(refusal))
        return 1
    except DefinitionError as fault:
        tell(*of_definitions(fault))
        return 1
    except duckdb.InterruptException:
        tell(" / ".join(voice(lang)("state.slow") for lang in LANGUAGES))
        return 1
    except Refused as refusal:
        tell(*said(refusal.problem)["message"].values())
        return 1
    except Exception as fault:
        if not (code := trouble.code_of(fault)):
            raise
        tell(*said(Problem(code))["message"].values())
        return 1
    with contextlib.suppress(BrokenPipeError):  # | head
        _show(result.value, asked.json)
    return 0 if result.done else 1


def _readable(asked: argparse.Namespace) -> None:
    """Bytes that are no UTF-8 can be in a file's name, but in nothing that is looked for. Raises UsageError."""
    for name, value in vars(asked).items():
        said = value if isinstance(value, list) else [value]
        texts = [one for one in said if isinstance(one, str) and name not in FILES]
        if any("\ud800" <= sign <= "\udfff" for one in texts for sign in one):
            raise UsageError(f"--{name.replace('_', '-')}: this is no UTF-8 text.")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m care", description=__doc__.splitlines()[0])
    parser.add_argument("--data", help="the office's data directory (default: CAREBOARD_DATA or data/live)")
    parser.add_argument("--json", action="store_true", help="machine-readable output")
    asks = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    for part in PARTS:
        part.add(asks, _command)
    return parser


def _command(asks, name: str, run, text: str) -> argparse.ArgumentParser:
    command = asks.add_parser(name, help=text, description=text)
    command.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    command.add_argument("--data", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    command.set_defaults(run=run)
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
    for text in _lines(value):
        for line in text.split("\n"):
            print(shown(line))


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
