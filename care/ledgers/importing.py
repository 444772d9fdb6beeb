"""One ledger file in: read → recognise → check → batch, with a report that says everything a clerk needs."""

import contextlib
import dataclasses
import hashlib
import json
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection

from care.definitions import Definitions
from care.ledgers import batches, erased, keeping_out, kept, leaning, prechecks
from care.ledgers.checking import FEW_ROWS, Checked, check, connect
from care.ledgers.comparing import WHAT, with_changes
from care.ledgers.condolences import with_relief
from care.ledgers.gathering import assemble
from care.ledgers.job import Setting
from care.ledgers.known import units_of_rows
from care.ledgers.names import readable
from care.ledgers.plain import plain
from care.ledgers.problems import Problem, Refused
from care.ledgers.progress import Cancelled, Step, Tell, unheard
from care.ledgers.reading import read
from care.ledgers.reapplying import said_of
from care.ledgers.recognising import Correction, Frame, Layout, recognise
from care.ledgers.reporting import COUNTS, Report, manifest_of, report_of, sheet_report
from care.ledgers.rosters import Rosters
from care.ledgers.sheets import Workbook
from care.ledgers.strays import without_strays
from care.ledgers.tables import Table, tables_of
from care.ledgers.unit_rows import kind_by_name
from care.ledgers.units import Known, class_key, stem, units_of
from care.ledgers.vocabulary import vocabulary

MOST_NAMED = 5  # units in a sentence

__all__ = ["Report", "Wish", "import_file", "work_out"]


@dataclass(frozen=True)
class Wish:
    """What the one who sends a file says beside it.

    `answers`: question id → reply (a unit id, or "outside"); `day`: the day the ledger speaks for when it does
    not say; `complete`: it is the unit's whole roll; `corrections`: by layout key.
    """

    answers: dict[str, str] = dataclasses.field(default_factory=dict)
    day: date | None = None
    today: date = dataclasses.field(default_factory=date.today)
    complete: bool = False
    corrections: dict[str, Correction] = dataclasses.field(default_factory=dict)
    within: tuple[str, ...] | None = (
        None  # the units whose rows the sender may bring, with all below; None = any
    )
    # The batch whose original is taken in again under other definitions: it keeps its place in time.
    reapply: str = ""
    own: frozenset[str] = frozenset()  # questions whose replies hold for this file alone
    tell: Tell = unheard  # hears how far it has come, and may stop it
    beside: tuple[pa.Table, ...] = ()  # rows of other files that are tried at the same time


class Overtaken(Exception):
    """Between the reading of a file and its writing somebody was erased, or a roll was undone that may have let in rows of
    a clerk of some units: it is read once more."""


def import_file(
    folder: Path,
    name: str,
    data: bytes,
    definitions: Definitions,
    units_known: Known,
    who: str,
    dry_run: bool = False,
    answers: dict[str, str] | None = None,
    *,
    day: date | None = None,
    today: date | None = None,
    complete: bool = False,
    within: tuple[str, ...] | None = None,
    corrections: dict[str, Correction] | None = None,
    reapply: str = "",
    own: frozenset[str] = frozenset(),
    tell: Tell = unheard,
) -> Report:
    """Take one file in, or say why not. Never raises for a bad file; a busy writer raises Refused."""
    wish = Wish(
        answers or {}, day, today or date.today(), complete, corrections or {}, within, reapply, own, tell
    )
    name, digest = readable(name), batches.sha256(data)
    try:
        while True:
            with contextlib.suppress(Overtaken):
                return _import(folder, name, data, digest, definitions, units_known, who, dry_run, wish)
    except Cancelled:
        return empty_report(name, digest, "cancelled")
    except Refused as refusal:
        if refusal.problem.code in batches.BUSY:
            raise
        return refused_report(name, digest, refusal)


def _import(
    folder: Path,
    name: str,
    data: bytes,
    digest: str,
    definitions: Definitions,
    units: Known,
    who: str,
    dry_run: bool,
    wish: Wish,
) -> Report:
    context = context_of(definitions, units, wish)
    before = _before(folder, digest, wish)
    if before and before.get("context") == context and not _waits(folder, before):
        return already(name, digest, before)
    stood = _stands(folder, wish)
    with connected(folder) as database:
        book = read(name, data, wish.tell)
        date1904 = data[:2] == b"PK" and prechecks.date1904(data)
        report, rows = work_out(book, digest, definitions, units, wish, date1904, folder, database)
    gone = erased.in_force(folder)
    report, rows, held = keeping_out.without(folder, report, rows, data)
    if not report.facts and not report.counts["taken"]:
        counts = report.counts | dict.fromkeys(WHAT, 0)
        return dataclasses.replace(report, status="nothing", counts=counts)
    against = [before["batch_id"]] if before and wish.reapply else None
    wish.tell(Step("compare", rows.num_rows, rows.num_rows))
    if dry_run:
        return with_changes(report, folder, rows, wish.complete, against, wish.within)
    with ThreadPoolExecutor(1) as beside:  # neither needs the other
        packing = beside.submit(batches.packed, rows)
        report = with_changes(report, folder, rows, wish.complete, against, wish.within)
        packed = packing.result()
    with batches.writer(folder, who):
        before = _before(folder, digest, wish)
        if wish.reapply and before and before.get("original_removed"):
            raise Refused("original_removed")
        if erased.in_force(folder) != gone or stood - _stands(folder, wish):  # while this was read or waited
            raise Overtaken
        if before and before["complete"] == wish.complete and kept.same(folder, before["batch_id"], rows):
            return dataclasses.replace(report, status="already", batch_id=before["batch_id"])
        if before and wish.within is not None:
            leaning.refuse(folder, before["batch_id"], wish.within, rows)
        facts = manifest_of(report, definitions, who, wish.complete, context, before)
        facts["units"] = sorted(batches.units_in(rows))
        facts["imported_at"] = batches.after_all(folder, facts["imported_at"])
        facts |= said_of(wish, report.sheets, before, who)
        wish.tell(Step("write", rows.num_rows, rows.num_rows))  # from here on it is in
        batch_id = batches.accept(folder, name, None if held else data, packed, facts)
    return dataclasses.replace(report, status="taken", batch_id=batch_id)


def _waits(folder: Path, manifest: dict) -> bool:
    """Whether the same file may give other rows though nothing was said anew: held ones by what came in since; those that
    say no village where a roll was undone since, which may have placed them."""
    if manifest["counts"].get("held"):
        return True
    since = manifest.get("reapplied_at") or manifest["imported_at"]
    return bool(manifest["counts"].get("by_rolls")) and any(
        "roster" in one["kinds"] and one["withdrawal"] and one["withdrawal"]["at"] >= since
        for one in batches.all_batches(folder)
    )


def _stands(folder: Path, wish: Wish) -> set[str]:
    """The batches in force, by which rows of a clerk of some units are let in; of others' files nothing is asked."""
    return set() if wish.within is None else {one["batch_id"] for one in batches.in_force(folder)}


def _before(folder: Path, digest: str, wish: Wish) -> dict | None:
    """The batch that this one replaces. Raises Refused where one that is to be taken in again counts no longer: what a
    colleague undid meanwhile must not come back."""
    if not wish.reapply:
        return same_file(folder, digest, wish.within)
    for one in batches.in_force(folder):
        if one["batch_id"] == wish.reapply:
            return one
    raise Refused("batch_gone_meanwhile")


def work_out(
    book: Workbook,
    digest: str,
    definitions: Definitions,
    units: Known,
    wish: Wish,
    date1904: bool = False,
    folder: Path | None = None,
    database: Future[DuckDBPyConnection] | None = None,
) -> tuple[Report, pa.Table]:
    """What a workbook says: the report and the rows that would be kept. Raises Refused when it holds no ledger.
    `folder`: where accepted rosters say where people live; `database`: see connected."""
    if wish.day and wish.day > wish.today:  # what comes later would never count again
        raise Refused("day_ahead", day=wish.day.isoformat(), today=wish.today.isoformat())
    words = vocabulary(definitions)
    places = frozenset(stem(plain(name)) for name, kind, _ in units.values() if kind == "village")
    book = without_strays(book)
    found = recognise(book, Frame(book.file, wish.today, words, places, wish.corrections))
    layouts = [one for one in found if isinstance(one, Layout)]
    if not layouts:
        whys = {one.why for one in found} - {"empty"}
        to_come = {"plan": "only_plan", "wishes": "only_wishes"}
        code = to_come.get(next(iter(whys)), "no_ledger") if len(whys) == 1 else "no_ledger"
        refusal = Refused(code, sheets=len(found))
        refusal.sheets = tuple(sheet_report(one) for one in found)  # so that a clerk can point at the header
        raise refusal
    large = sum(sheet.height for sheet in book.sheets) > FEW_ROWS
    rosters = Rosters(folder, wish.beside, wish.within)
    setting = Setting(
        words, units_of(units), wish.today, wish.day, wish.answers, date1904, wish.tell, rosters, large=large
    )
    with database.result() if database else connect(folder) as connection:
        if large:  # handing few rows to threads costs more than it saves
            connection.execute("set threads = 2")
        tables = tables_of(layouts, words)
        checked = checked_in_turn(connection, tables, setting)
        rows = with_relief(assemble(connection, tables, checked, wish.day, wish.today))
    refuse_others(rows, wish.within)
    refuse_new_units(rows, units, wish.within)
    return report_of(digest, book, found, tables, checked, rows, wish.today, dict(setting.counted)), rows


@contextlib.contextmanager
def connected(folder: Path) -> Iterator[Future[DuckDBPyConnection]]:
    """A database for the checks of one file, made while the file is read: it takes as long as reading a small one."""
    with ThreadPoolExecutor(1) as beside:
        database = beside.submit(connect, folder)
        try:
            yield database
        finally:
            database.result().close()


def refuse_others(rows: pa.Table, within: tuple[str, ...] | None) -> None:
    """A clerk of some units brings rows of no other. Raises Refused, naming the first few."""
    if within is None:
        return
    others = sorted(unit for unit in batches.units_in(rows) if not batches.below(unit, within))
    if others:
        names = [unit.rpartition("/")[2] for unit in others[:MOST_NAMED]]
        raise Refused("units_not_yours", units="、".join(names), count=len(others))


def refuse_new_units(rows: pa.Table, units: Known, within: tuple[str, ...] | None) -> None:
    """A clerk of some units brings no villages and schools, for they would catch what colleagues' ledgers put under such a
    name; only classes of their schools, called as classes are. Raises Refused, naming the first few."""
    if within is None:
        return

    def is_class(one: str, name: str, kind: str) -> bool:
        of_school = units.get(one.rpartition("/")[0], ("", "", ()))[1] == "school"
        called_so = class_key("", name) or name.endswith("班") and not kind_by_name(name.removesuffix("班"))
        return bool(kind == "class" and of_school and called_so)

    new = sorted(
        name
        for one, (name, kind, _) in units_of_rows(rows).items()
        if units.get(one, ("", "", ()))[1] != kind and not (one not in units and is_class(one, name, kind))
    )
    if new:
        raise Refused("units_new", units="、".join(new[:MOST_NAMED]), count=len(new))


def checked_in_turn(connection: DuckDBPyConnection, tables: list[Table], setting: Setting) -> list[Checked]:
    """Each table checked; those that say where people live first, as others may follow them. For a clerk of some units
    rosters come before them: whom they list, others may speak of."""
    found: dict[int, Checked] = {}
    some = setting.rosters.within is not None

    def place(number: int) -> tuple[bool, bool]:
        one = tables[number]
        return some and one.kind != "roster", "village" not in one.fields.values()

    for number in sorted(range(len(tables)), key=place):
        one = found[number] = check(connection, tables[number], number, setting)
        setting.rosters.add(one.name, tables[number].kind, one.columns)
    return [found[number] for number in range(len(tables))]


def same_file(folder: Path, digest: str, within: tuple[str, ...] | None = None) -> dict | None:
    """The batch in force that was made from these very bytes, of units below `within`: nobody's file replaces one that
    is not theirs to undo."""
    found = (one for one in batches.in_force(folder) if one["sha256"] == digest)
    return next((one for one in found if batches.within(one, within)), None)


def context_of(definitions: Definitions, units: Known, wish: Wish) -> str:
    """A hash of all that the result depends on beside the file."""
    corrections = {key: dataclasses.asdict(one) for key, one in wish.corrections.items()}
    said = [definitions.sha256, units, wish.answers, wish.day, wish.complete, corrections]
    if wish.within is not None:
        said.append(sorted(wish.within))
    return hashlib.sha256(
        json.dumps(said, sort_keys=True, ensure_ascii=False, default=str).encode()
    ).hexdigest()


def refused_report(name: str, digest: str, refusal: Refused) -> Report:
    sheets = getattr(refusal, "sheets", ())
    report = empty_report(name, digest, "refused")
    return dataclasses.replace(report, problems=(refusal.problem,), sheets=sheets)


def empty_report(name: str, digest: str, status: str) -> Report:
    return Report(name, digest, status, counts=dict.fromkeys((*COUNTS, *WHAT), 0))


def already(name: str, digest: str, manifest: dict) -> Report:
    """The report of a file that is in force as it is."""
    return Report(
        name,
        digest,
        "already",
        manifest["batch_id"],
        kinds=tuple(manifest["kinds"]),
        ledger_on=manifest["ledger_on"] and date.fromisoformat(manifest["ledger_on"]),
        unit_id=manifest["unit_id"],
        counts=manifest["counts"] | dict.fromkeys(WHAT, 0) | {"unchanged": manifest["facts"]},
        sheets=tuple(manifest["tables"]),
        facts=manifest["facts"],
        questions=tuple(manifest.get("questions", ())),
        problems=tuple(Problem(**one) for one in manifest["problems"]),
        problem_counts=manifest.get("problem_counts", {}),
    )
