"""Checks and findings without a browser: what needs to be verified, why, and what is being mended."""

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from care.commands.result import Result, UsageError, day, group_named, records, store_in_force, unit_named
from care.definitions import Check, Definitions
from care.inspection import findings, marks
from care.inspection.checks import Checks, Filters
from care.inspection.findings_list import STATES, chosen, listed, said
from care.sentences import reason
from care.store import EVERYTHING
from care.words import LANGUAGES, voice

MOST = 1_000_000  # cases in one answer


def add(asks, command: Callable) -> None:
    """The commands and their words on the command line."""
    hits = command(asks, "checks", checks, "records that need to be verified, with reasons")
    hits.add_argument("--id", default="", help="a check's id or code (V4): its cases; without it, counts")
    hits.add_argument("--unit", default="", help="a unit's name or path")
    hits.add_argument("--group", default="", help="a group's id or name")
    hits.add_argument("--as-of", type=day, metavar="YYYY-MM-DD")
    hits.add_argument("--state", default="open", choices=("open", "looked", "all"))
    mend = command(asks, "findings", list_findings, "what is to be mended, by whom, until when")
    mend.add_argument("--unit", default="", help="a unit's name or path")
    mend.add_argument("--state", default="open", choices=STATES)


def checks(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    """Counts of every check that found something; with --id, its cases and the reason of each in both languages."""
    store = store_in_force(folder, definitions)
    asks = Checks(store, EVERYTHING, definitions, marks.marks(folder))
    filters = Filters(
        asked.as_of or store.as_of,
        unit_named(asked.unit, store) if asked.unit else "",
        group_named(asked.group, definitions) if asked.group else "",
        state=asked.state,
    )
    if asked.id:
        cases = asks.cases(filters, _wanted(asked.id, definitions), 1, MOST).frame
        return Result([_case(row, definitions) for row in records(cases)])
    counts = records(asks.count(filters))
    known = definitions.checks
    return Result(
        [
            {"code": known[row["check_id"]].code, "severity": known[row["check_id"]].severity} | row
            for row in counts
        ]
    )


def _wanted(word: str, definitions: Definitions) -> list[str]:
    found = [one.id for one in definitions.checks.values() if word in (one.id, one.code)]
    if not found:
        raise UsageError(f"Check “{word}” is not known; there are: {', '.join(definitions.checks)}")
    return found


def _case(row: dict, definitions: Definitions) -> dict:
    check: Check = definitions.checks[row["check_id"]]
    sentences = {lang: reason(voice(lang), check, row["why"], definitions) for lang in LANGUAGES}
    return {"code": check.code, "severity": check.severity} | row | {"reason": sentences}


def list_findings(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    """Findings in force; what is wanted in both languages."""
    store = store_in_force(folder, definitions)
    unit = unit_named(asked.unit, store) if asked.unit else ""
    lines = listed(store, EVERYTHING, list(findings.everything(folder).values()))
    return Result(
        [
            {
                "number": line.finding.number,
                "state": line.finding.state,
                "unit_id": line.finding.wanted.unit_id,
                "subject_id": line.finding.wanted.subject_id,
                "responsible": line.finding.wanted.responsible,
                "due_on": line.finding.wanted.due_on,
                "overdue": line.finding.overdue(store.as_of),
                "what": {lang: said(voice(lang), line.finding, definitions) for lang in LANGUAGES},
            }
            for line in chosen(lines, store.as_of, asked.state, unit)
        ]
    )
