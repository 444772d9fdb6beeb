"""What became of a file, for the clerk, the command line and the batch's manifest."""

import dataclasses
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from care.definitions import Definitions
from care.ledgers import batches
from care.ledgers.checking import Checked
from care.ledgers.gathering import speaks_of
from care.ledgers.problems import Problem
from care.ledgers.recognising import Layout, Unread
from care.ledgers.sheets import Workbook
from care.ledgers.tables import Table

MOST_PROBLEMS = 5_000  # kept in the manifest; the counts by code are always whole
COUNTS = ("read", "taken", "held", "refused", "ignored")


@dataclass(frozen=True)
class Report:
    """What became of one file. `status`: taken, dry_run, already, nothing (no row to take), refused or
    cancelled."""

    file: str
    sha256: str
    status: str
    batch_id: str = ""
    format: str = ""
    encoding: str = ""
    kinds: tuple[str, ...] = ()
    ledger_on: date | None = None
    covers_to: date | None = None
    unit_id: str | None = None
    facts: int = 0  # rows kept: one a person, or one a contact of a wide sheet
    counts: dict[str, int] = dataclasses.field(default_factory=dict)
    sheets: tuple[dict, ...] = ()
    problems: tuple[Problem, ...] = ()  # of each code the first ones, see job.MOST_KEPT
    problem_counts: dict[str, int] = dataclasses.field(default_factory=dict)  # all, by code
    questions: tuple[dict, ...] = ()
    changes: tuple[dict, ...] = ()  # new, changed and vanished rows, see comparing.Changes

    @property
    def problems_in_all(self) -> int:
        return max(len(self.problems), sum(self.problem_counts.values()))

    def as_dict(self) -> dict:
        return dataclasses.asdict(self)


def report_of(
    digest: str,
    book: Workbook,
    found: list[Layout | Unread],
    tables: list[Table],
    checked: list[Checked],
    rows: pa.Table,
    today: date,
    problem_counts: dict[str, int],
) -> Report:
    """The report of a file as worked out, not yet taken (`dry_run`)."""
    counts = {key: sum(one.counts[key] for one in checked) for key in COUNTS}
    if by_rolls := sum(one.counts.get("by_rolls", 0) for one in checked):
        counts["by_rolls"] = by_rolls
    days = [day for day in rows.column("ledger_on").unique().to_pylist() if day]
    units = set(rows.column("unit_id").unique().to_pylist()) | set(
        rows.column("class_unit_id").unique().to_pylist()
    )
    units.discard(None)
    facts = [
        max(filter(None, rows.column(field).unique().to_pylist()), default=None)
        for field in speaks_of()
        if field in rows.column_names
    ]
    said = [
        *filter(None, facts),
        *(one.hints.ledger_on for one in found if isinstance(one, Layout) and one.hints.ledger_on),
    ]
    questions: dict[str, dict] = {}
    for one in checked:
        for question in one.questions:
            questions.setdefault(question["id"], dict(question, rows=0))["rows"] += question["rows"]
    return Report(
        book.file,
        digest,
        "dry_run",
        format=book.format,
        encoding=book.encoding,
        kinds=tuple(
            dict.fromkeys([*(table.kind for table in tables), *rows.column("kind").unique().to_pylist()])
        ),
        ledger_on=max(days, default=None),
        covers_to=min(today, max(said)) if said else None,
        unit_id=units.pop() if len(units) == 1 else None,
        facts=rows.num_rows,
        counts=counts,
        sheets=tuple(sheet_report(one) for one in found),
        problems=tuple(problem for one in checked for problem in one.problems),
        problem_counts=problem_counts,
        questions=tuple(questions.values()),
    )


def sheet_report(one: Layout | Unread) -> dict:
    if isinstance(one, Unread):
        return {
            "sheet": one.sheet.name,
            "hidden": one.sheet.hidden,
            "key": one.key,
            "kind": None,
            "why": one.why,
        }
    return {
        "sheet": one.sheet.name,
        "hidden": one.sheet.hidden,
        "key": one.key,
        "kind": one.kind,
        "sure": one.sure,
        "layout": one.shape,
        "header_rows": list(one.header_rows),
        "first_row": one.first_row,
        "mapping": one.mapping(),
        "periods": len(one.periods),
        "groups": list(one.hints.groups),
        "relief_item": one.hints.relief_item,
        "ledger_on": one.hints.ledger_on,
        "stated_unit": one.hints.stated_unit,
    }


def manifest_of(
    report: Report,
    definitions: Definitions,
    who: str,
    complete: bool,
    context: str,
    before: dict | None,
) -> dict:
    return {
        "sha256": report.sha256,
        "format": report.format,
        "encoding": report.encoding,
        "kinds": list(report.kinds),
        "tables": [one for one in report.sheets if one["kind"]],
        "unit_id": report.unit_id,
        "ledger_on": report.ledger_on,
        "covers_to": report.covers_to,
        "complete": complete,
        "imported_at": batches.now(),
        "imported_by": who,
        "definitions_sha256": definitions.sha256,
        "context": context,
        "replaces": before["batch_id"] if before else None,
        "facts": report.facts,
        "counts": report.counts,
        "questions": list(report.questions),
        "problem_counts": report.problem_counts,
        "problems": [problem.as_dict() for problem in report.problems[:MOST_PROBLEMS]],
    }
