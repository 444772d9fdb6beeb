"""One ledger file in: read → recognise → check → batch, with a report that says everything a clerk needs."""

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from care.definitions import Definitions
from care.ledgers import batches, prechecks
from care.ledgers.checking import Checked, Setting, check, connect
from care.ledgers.problems import Problem, Refused
from care.ledgers.reading import read
from care.ledgers.recognising import Corrections, Layout, Unread, recognise
from care.ledgers.surroundings import Hints
from care.ledgers.tables import Table, tables_of
from care.ledgers.units import Known, units_of
from care.ledgers.vocabulary import vocabulary

MOST_PROBLEMS = 5_000  # kept in the manifest; the counts by code are always whole
SPEAKS_OF = ("contact_on", "paid_on", "received_on", "approved_on", "published_on", "reviewed_on", "surveyed_on", "paired_on", "unpaired_on",
             "found_on", "safe_on", "remedy_started_on", "resettled_on", "left_on", "died_on", "away_from", "since")
COUNTS = ("read", "taken", "held", "refused", "ignored")


@dataclass(frozen=True)
class Report:
    """What became of one file. `status`: taken, dry_run, already, nothing (no row to take) or refused."""

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
    problems: tuple[Problem, ...] = ()
    questions: tuple[dict, ...] = ()

    def as_dict(self) -> dict:
        return dataclasses.asdict(self)


def import_file(folder: Path, name: str, data: bytes, definitions: Definitions, units_known: Known, who: str, dry_run: bool = False,
                answers: dict[str, str] | None = None, *, day: date | None = None, today: date | None = None, complete: bool = False,
                corrections: Corrections | None = None) -> Report:
    """Take one file in, or say why not. Never raises for a bad file; a busy writer raises Refused.

    `day`: the day the ledger speaks for when it does not say; `complete`: it is the unit's whole roll.
    """
    digest = batches.sha256(data)
    try:
        return _import(folder, name, data, digest, definitions, units_known, who, dry_run, answers or {}, day, today or date.today(), complete, corrections)
    except Refused as refusal:
        if refusal.problem.code == "writer_busy":
            raise
        return Report(name, digest, "refused", problems=(refusal.problem,), counts=dict.fromkeys(COUNTS, 0))


def _import(folder, name, data, digest, definitions, units_known, who, dry_run, answers, day, today, complete, corrections) -> Report:
    context = context_of(definitions, units_known, answers, complete, corrections)
    before = next((one for one in batches.in_force(folder) if one["sha256"] == digest), None)
    if before and before.get("context") == context:
        return already(name, digest, before)
    words = vocabulary(definitions)
    book = read(name, data)
    found = recognise(book, today, words, corrections)
    layouts = [one for one in found if isinstance(one, Layout)]
    if not layouts:
        raise Refused("no_ledger", sheets=len(found))
    setting = Setting(words, units_of(units_known), today, day, answers, data[:2] == b"PK" and prechecks.date1904(data))
    with connect() as connection:
        tables = tables_of(layouts)
        checked = [check(connection, table, number, setting) for number, table in enumerate(tables)]
        rows = assemble(connection, tables, checked, day or None, today)
        report = report_of(name, digest, book, found, tables, checked, rows, setting)
    if not report.facts and not report.counts["taken"]:
        return dataclasses.replace(report, status="nothing")
    if before and rows_digest(rows) == before.get("rows_sha256"):
        return dataclasses.replace(report, status="already", batch_id=before["batch_id"])
    if dry_run:
        return report
    manifest = manifest_of(report, layouts, rows, definitions, who, complete, context, before)
    with batches.writer(folder, who):
        batch_id = batches.accept(folder, name, data, rows, manifest)
    return dataclasses.replace(report, status="taken", batch_id=batch_id)


def context_of(definitions: Definitions, units: Known, answers: dict, complete: bool, corrections: Corrections | None) -> str:
    """A hash of all that the result depends on beside the file."""
    said = json.dumps([definitions.sha256, units, answers, complete, dataclasses.asdict(corrections) if corrections else None], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def already(name: str, digest: str, manifest: dict) -> Report:
    return Report(name, digest, "already", manifest["batch_id"], kinds=tuple(manifest["kinds"]), counts=manifest["counts"], facts=manifest["facts"],
                  questions=tuple(manifest.get("questions", ())), problems=tuple(Problem(**one) for one in manifest["problems"]))


def assemble(connection: duckdb.DuckDBPyConnection, tables: list[Table], checked: list[Checked], day: date | None, today: date) -> pa.Table:
    """All tables' rows in one wide table with the fixed columns."""
    parts = []
    for number, (table, one) in enumerate(zip(tables, checked, strict=True)):
        connection.register(f"sheets{number}", sheets_of(connection, table, one, day, today))
        parts.append(f"select '{table.kind}' as kind, sheet, row_no, unit_id, class_unit_id, ledger_on, "
                     f"{one.name}.* exclude (s, row_no, unit_id, class_unit_id) from {one.name} join sheets{number} using (s)")
    everything = " union all by name ".join(f"({part})" for part in parts)
    return connection.sql(f"select cast(row_number() over () as integer) as row_id, * from ({everything})").to_arrow_table()


def sheets_of(connection: duckdb.DuckDBPyConnection, table: Table, one: Checked, day: date | None, today: date) -> pa.Table:
    """(s, sheet, ledger_on). The day a ledger speaks for: written on it; else given by the clerk; else the last fact
    within the title's period, or that period's end; else its last fact; else today."""
    dated = [field for field in SPEAKS_OF if field in one.columns]
    last = f"max(least(date '{today}', greatest({', '.join(dated)}, {dated[0]})))" if dated else "cast(null as date)"
    facts = dict(connection.execute(f"select s, {last} from {one.name} group by s").fetchall())
    days = [ledger_on(layout.hints, facts.get(s), day, today) for s, layout in enumerate(table.layouts)]
    return pa.table({"s": pa.array(range(len(days)), pa.int32()), "sheet": [layout.sheet.name for layout in table.layouts], "ledger_on": pa.array(days, pa.date32())})


def ledger_on(hints: Hints, fact: date | None, day: date | None, today: date) -> date:
    if hints.ledger_on or day:
        return hints.ledger_on or day
    if hints.period and hints.period[0] <= today:
        return fact if fact and fact >= hints.period[0] else min(hints.period[1], today)
    return fact or today


def rows_digest(rows: pa.Table) -> str:
    digest = hashlib.sha256(",".join(rows.column_names).encode())
    for column in rows.columns:
        for chunk in column.combine_chunks().chunks if isinstance(column.combine_chunks(), pa.ChunkedArray) else [column.combine_chunks()]:
            for buffer in chunk.buffers():
                digest.update(buffer or b"-")
    return digest.hexdigest()


def report_of(name, digest, book, found, tables: list[Table], checked: list[Checked], rows: pa.Table, setting: Setting) -> Report:
    counts = {key: sum(one.counts[key] for one in checked) for key in COUNTS}
    days = [day for day in rows.column("ledger_on").unique().to_pylist() if day]
    units = set(rows.column("unit_id").unique().to_pylist()) | set(rows.column("class_unit_id").unique().to_pylist())
    units.discard(None)
    facts = [max(filter(None, rows.column(field).unique().to_pylist()), default=None) for field in SPEAKS_OF if field in rows.column_names]
    said = [*filter(None, facts), *(one.hints.ledger_on for one in found if isinstance(one, Layout) and one.hints.ledger_on)]
    questions: dict[str, dict] = {}
    for one in checked:
        for question in one.questions:
            questions.setdefault(question["id"], dict(question, rows=0))["rows"] += question["rows"]
    return Report(
        name, digest, "dry_run", format=book.format, encoding=book.encoding, kinds=tuple(dict.fromkeys(table.kind for table in tables)),
        ledger_on=max(days, default=None), covers_to=min(setting.today, max(said)) if said else None,
        unit_id=units.pop() if len(units) == 1 else None, facts=rows.num_rows, counts=counts,
        sheets=tuple(sheet_report(one) for one in found), problems=tuple(problem for one in checked for problem in one.problems),
        questions=tuple(questions.values()),
    )


def sheet_report(one: Layout | Unread) -> dict:
    if isinstance(one, Unread):
        return {"sheet": one.sheet.name, "hidden": one.sheet.hidden, "kind": None, "why": one.why}
    return {"sheet": one.sheet.name, "hidden": one.sheet.hidden, "kind": one.kind, "sure": one.sure, "layout": one.shape, "header_rows": list(one.header_rows),
            "first_row": one.first_row, "mapping": one.mapping(), "periods": len(one.periods), "groups": list(one.hints.groups),
            "relief_item": one.hints.relief_item, "ledger_on": one.hints.ledger_on, "stated_unit": one.hints.stated_unit}


def manifest_of(report: Report, layouts: list[Layout], rows: pa.Table, definitions: Definitions, who: str, complete: bool, context: str, before: dict | None) -> dict:
    codes: dict[str, int] = {}
    for problem in report.problems:
        codes[problem.code] = codes.get(problem.code, 0) + 1
    return {
        "sha256": report.sha256, "format": report.format, "encoding": report.encoding, "kinds": list(report.kinds),
        "tables": [one for one in report.sheets if one["kind"]], "unit_id": report.unit_id, "ledger_on": report.ledger_on, "covers_to": report.covers_to,
        "complete": complete, "imported_at": batches.now(), "imported_by": who, "definitions_sha256": definitions.sha256, "context": context,
        "rows_sha256": rows_digest(rows), "replaces": before["batch_id"] if before else None, "facts": report.facts, "counts": report.counts,
        "questions": list(report.questions), "problem_counts": codes, "problems": [problem.as_dict() for problem in report.problems[:MOST_PROBLEMS]],
    }
