"""A dry run: what a file would bring, its rows as understood, its first rows as they stand. Writes
nothing."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from care.definitions import Definitions
from care.ledgers import batches, keeping_out, kept, prechecks
from care.ledgers.comparing import WHAT, with_changes
from care.ledgers.importing import Report, Wish, connected, empty_report, refused_report, same_file, work_out
from care.ledgers.names import readable
from care.ledgers.problems import Refused, letter
from care.ledgers.progress import Cancelled, Step
from care.ledgers.reading import read
from care.ledgers.sheets import Sheet, Workbook
from care.ledgers.units import Known

SHOWN = 30  # first rows of each sheet


@dataclass(frozen=True)
class Head:
    """The first rows of a sheet as they stand: columns are the spreadsheet's letters, rows count from 1."""

    sheet: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Trial:
    """`report` as import_file gives it for a dry run; `rows` (None when refused) are what would be kept, in
    canonical columns with sheet and row_no; `heads` one a sheet."""

    report: Report
    rows: pa.Table | None
    heads: tuple[Head, ...]


def try_out(
    folder: Path, name: str, data: bytes, definitions: Definitions, units: Known, wish: Wish
) -> Trial:
    """Never raises for a bad file."""
    name, digest = readable(name), batches.sha256(data)
    try:
        return _try(folder, name, data, digest, definitions, units, wish)
    except Cancelled:
        return Trial(empty_report(name, digest, "cancelled"), None, ())


def _try(
    folder: Path, name: str, data: bytes, digest: str, definitions: Definitions, units: Known, wish: Wish
) -> Trial:
    heads = ()
    try:
        with connected(folder) as database:
            book = read(name, data, wish.tell)
            heads = heads_of(book)
            date1904 = data[:2] == b"PK" and prechecks.date1904(data)
            report, rows = work_out(book, digest, definitions, units, wish, date1904, folder, database)
        report, rows, _ = keeping_out.without(folder, report, rows, data)
    except Refused as refusal:
        return Trial(refused_report(name, digest, refusal), None, heads)
    if not report.facts and not report.counts["taken"]:
        counts = report.counts | dict.fromkeys(WHAT, 0)
        return Trial(dataclasses.replace(report, status="nothing", counts=counts), rows, heads)
    wish.tell(Step("compare", rows.num_rows, rows.num_rows))
    report = with_changes(report, folder, rows, wish.complete, within=wish.within)
    wish.tell(Step("compare", rows.num_rows, rows.num_rows))
    before = same_file(folder, digest, wish.within)
    if before and before["complete"] == wish.complete and kept.same(folder, before["batch_id"], rows):
        report = dataclasses.replace(report, status="already", batch_id=before["batch_id"])
    return Trial(report, rows, heads)


def heads_of(book: Workbook) -> tuple[Head, ...]:
    return tuple(head_of(sheet) for sheet in book.sheets)


def head_of(sheet: Sheet) -> Head:
    columns = tuple(letter(sheet.left + j) for j in range(sheet.width))
    blank = ("",) * sheet.width
    rows = (tuple(text for text, _ in row) for row in sheet.head[:SHOWN])
    return Head(sheet.name, columns, tuple((row + blank)[: sheet.width] for row in rows))
