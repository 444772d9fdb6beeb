"""Imports one changed file and says what is wrong with the outcome: crash, hang, memory, no code, silent change, leak."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import resource
import shutil
import tempfile
import tomllib
import traceback
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as parquet

from bench.fuzzing import cells, changes
from bench.fuzzing.bases import ROOT, Base
from bench.fuzzing.keeping import kept
from care.definitions import load
from care.ledgers import child, importing, reading
from care.ledgers.handing import gathered
from care.ledgers.importing import Report
from care.ledgers.problems import Refused
from tests.random_parts.cells import TODAY
from tests.random_parts.people import known_units

SECONDS, MEGABYTES = 10.0, 1024
STATUSES = ("taken", "dry_run", "already", "nothing", "refused", "same")
Rows = dict[tuple[str, int], list[dict]]


@dataclass(frozen=True)
class Outcome:
    """What became of one run; `finding` '' = nothing wrong."""

    status: str
    codes: tuple[str, ...]
    seconds: float
    megabytes: int
    finding: str


@functools.cache
def definitions():
    return load()


@functools.cache
def sentences() -> frozenset[str]:
    """Codes that have a sentence in every language."""
    found = [
        set(tomllib.loads(path.read_text("utf-8")))
        for path in sorted((ROOT / "definitions/words").glob("problems.*.toml"))
    ]
    return frozenset(set.intersection(*found))


def take(name: str, data: bytes, folder: Path) -> tuple[Report, Rows]:
    """Import for good into an empty folder; what was kept, by place."""
    report = importing.import_file(folder, name, data, definitions(), known_units(), "fuzz", today=TODAY)
    rows: Rows = defaultdict(list)
    if report.status == "taken":
        for row in parquet.read_table(folder / "batches" / report.batch_id / "rows.parquet").to_pylist():
            row.pop("row_id")
            rows[row["sheet"], row["row_no"]].append(row)
    return report, dict(rows)


@functools.lru_cache(maxsize=64)
def sound(base: Base) -> tuple[cells.Known, str]:
    """What the unchanged file gives."""
    return kept(f"sound-{hashlib.sha256(base.name.encode() + base.data).hexdigest()}", lambda: taken(base))


def taken(base: Base) -> tuple[cells.Known, str]:
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder, quick():
        report, rows = take(base.name, base.data, Path(folder))
    fields = {
        (sheet["sheet"], column["column"]): column["field"]
        for sheet in report.sheets
        for column in sheet.get("mapping", ())
        if column["field"] and sheet.get("layout") != "form"  # there one column holds all fields
    }
    return cells.Known(rows, fields), report.status


def cells_of(name: str, data: bytes) -> str:
    """A hash of all that the reader hands on, or why it hands on nothing."""
    try:
        book = reading.read(name, data)
    except Refused as refusal:
        return refusal.problem.code
    said = [
        (one.name, one.hidden, one.left, one.head, one.merges, one.cells.to_pydict()) for one in book.sheets
    ]
    return hashlib.sha256(repr((book.format, said)).encode()).hexdigest()


@functools.lru_cache(maxsize=64)
def cells_of_base(base: Base) -> str:
    with quick():
        return cells_of(base.name, base.data)


def judge(change: changes.Change, base: Base, in_process: bool) -> Outcome:
    """One run. `in_process` parses here, which only fit for files that are not made to harm."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    before, start = peak_megabytes(), processor_seconds()
    try:
        with quick() if in_process else contextlib.nullcontext():
            if (
                in_process
                and change.name == base.name
                and cells_of(change.name, change.data) == cells_of_base(base)
            ):
                return Outcome(
                    "same", (), round(processor_seconds() - start, 2), 0, ""
                )  # the rest depends on them alone
            report, rows = take(change.name, change.data, folder)
        seconds = processor_seconds() - start
        finding = wrong(change, base, report, rows, folder)
    except Exception:  # any exception is what we look for
        return Outcome(
            "raised", (), processor_seconds() - start, 0, "crash: " + traceback.format_exc()[-600:]
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    peak = peak_megabytes()
    if seconds > SECONDS and not finding:
        finding = f"hang: {seconds:.1f} s"
    if peak > MEGABYTES and peak > before and not finding:
        finding = f"memory: {peak} MB"
    return Outcome(
        report.status,
        tuple(sorted({problem.code for problem in report.problems})),
        round(seconds, 2),
        peak,
        finding,
    )


def peak_megabytes() -> int:
    """The most memory that this process or any child has held so far (a child counts its parent's at its birth)."""
    return (
        max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        // 1024
    )


def processor_seconds() -> float:
    """Time on the processor, ours and the children's: what a clerk waits on a machine with nothing else to do."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def wrong(change: changes.Change, base: Base, report: Report, rows: Rows, folder: Path) -> str:
    unknown = {problem.code for problem in report.problems} - sentences()
    if unknown or report.status not in STATUSES:
        return f"no sentence: {report.status} {sorted(unknown)}"
    if report.status in ("refused", "nothing") and not report.problems and report.status == "refused":
        return "refused without a reason"
    if strangers := outside(folder):
        return f"written beside the batch: {strangers}"
    known, status = sound(base)
    if report.status == "refused" or change.demand == "none":
        return ""
    return DEMANDS[change.demand](change, known, status, report, rows)


def outside(folder: Path) -> list[str]:
    """Anything but a whole batch and the writer's lock."""
    allowed = {"manifest.json", "rows.parquet"}
    found = [path for path in folder.rglob("*") if path.is_file()]
    return [
        str(path.relative_to(folder))
        for path in found
        if not (
            path.name in allowed
            and path.parent.parent.name == "batches"
            or path.parent.name == "original"
            or path.name.startswith("writer.")
        )
    ]


def equal(change: changes.Change, known: cells.Known, status: str, report: Report, rows: Rows) -> str:
    return differing(known.rows, rows, report, frozenset())


def prefix(change: changes.Change, known: cells.Known, status: str, report: Report, rows: Rows) -> str:
    """A text cut off: what is read before the cut is as it was."""
    last = max((row for _, row in rows), default=0)
    return differing(
        {place: found for place, found in known.rows.items() if place[1] < last},
        {place: found for place, found in rows.items() if place[1] < last},
        report,
        frozenset({last}),
    )


def near(change: changes.Change, known: cells.Known, status: str, report: Report, rows: Rows) -> str:
    """Only the changed line may differ, or the damage is reported."""
    return differing(known.rows, rows, report, change.lines)


def differing(wanted: Rows, got: Rows, report: Report, spared: frozenset[int]) -> str:
    """Rows that differ at a place where nothing is reported."""
    said = {(problem.sheet, problem.row) for problem in report.problems}
    if any(row is None for _, row in said):
        return ""
    for place in sorted({*wanted, *got}, key=str):
        if place[1] in spared or place in said or bare(wanted.get(place)) == bare(got.get(place)):
            continue
        return f"silent: row {place} was {short(wanted.get(place))}, now {short(got.get(place))}"
    return ""


def bare(rows: list[dict] | None) -> list[dict]:
    """Rows without blanks and without the day the file speaks for (which a change elsewhere may move)."""
    return [
        {key: value for key, value in row.items() if value is not None and key != "ledger_on"}
        for row in rows or []
    ]


def short(rows: list[dict] | None) -> str:
    return str(bare(rows))[:240]


def one_cell(change: changes.Change, known: cells.Known, status: str, report: Report, rows: Rows) -> str:
    want = change.expected
    place, field = (want["sheet"], want["row"]), want["field"]
    reported = any(
        (problem.sheet, problem.row, problem.column) == (*place, want["column"])
        for problem in report.problems
    )
    found = rows.get(place, [])
    value = found[0].get(field) if found else None
    if want["value"] == cells.REPORTED:
        if not reported:
            return f"silent: {field} at {place} {want['column']} was spoilt, came back as {value!r}, not reported"
    elif not reported and squeezed(value) not in wanted(want, known):
        return (
            f"silent: {field} at {place} {want['column']} should be {want['value']!r}, came back as {value!r}"
        )
    return differing(known.rows, rows, report, change.lines)


def wanted(want: dict, known: cells.Known) -> set[str]:
    """What a cell's field may say: its own text; of a note also with what was given behind it (goods_said.py)."""
    own = squeezed(want["value"])
    before = known.rows.get((want["sheet"], want["row"])) if want["field"] == "note" else None
    parts = squeezed(before[0].get("note")).split("；") if before else []
    return {own} | {"；".join([own, *parts[at:]]) for at in range(len(parts))}


def squeezed(value: object) -> str:
    return "".join(str(value).split())


DEMANDS = {"equal": equal, "prefix": prefix, "near": near, "cell": one_cell}


@contextlib.contextmanager
def quick():
    """Parse in this process: twenty times faster; whoever kills it is tried again through the child process."""
    kept = reading.parse_in_child
    reading.parse_in_child = lambda data, format_, tell=None: gathered(child.frames(data, format_))
    try:
        yield
    finally:
        reading.parse_in_child = kept
