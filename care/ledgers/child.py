"""Parses one file in a process of its own, so that no file can harm the server: the file's bytes come over standard
input, below a line FORMAT SIZE SECONDS, its sheets go to standard output as frames (handing.py).
"""

import gc
import io
import os
import select
import sys
from collections.abc import Iterable, Iterator

if __name__ == "__main__":
    os.environ["ARROW_DEFAULT_MEMORY_POOL"] = "system"  # its own pool reserves memory that counts as used
    sys.modules["numpy"] = None  # pyarrow does without, and starts in half the time

try:
    import resource
except ImportError:  # Windows
    resource = None

import python_calamine as calamine

from care.ledgers import handing, prechecks
from care.ledgers.cells import Pieces
from care.ledgers.handing import END, SHEET, Frame
from care.ledgers.large_sheets import read_large
from care.ledgers.ods_merges import ods_merges
from care.ledgers.problems import Refused

MAX_MERGES = 200_000
MEMORY = 850 * 2**20  # with what the server itself holds of the file, below 1 GB
Sheet = tuple[
    str, bool, int, Iterable[list], list, int
]  # name, hidden, first column, rows, merges, about how many


def main() -> None:
    limit_memory()
    gc.disable()  # millions of small objects, none of them in cycles
    pipe, sys.stdout = sys.stdout.buffer, sys.stderr  # nothing else may be written between frames
    prepare()
    if not (said := sys.stdin.buffer.readline().split()):  # whoever would have asked is gone
        return
    format_, size, seconds = said[0].decode(), int(said[1]), int(said[2])
    limit_time(seconds)
    data = sys.stdin.buffer.read(size)
    if len(data) == size:  # else whoever asked is gone
        handing.send(pipe, frames(data, format_))


def prepare() -> None:
    """What large sheets need, while no file waits (only POSIX can look)."""
    if resource and not select.select([sys.stdin], [], [], 0)[0]:
        sys.modules.pop("numpy", None)  # see above
        from care.ledgers import shared_texts, table_rows, texts  # noqa: F401


def limit_memory() -> None:
    """Only POSIX has limits (elsewhere the parent's clock and prechecks stand alone)."""
    if resource:
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_time(seconds: int) -> None:
    """Seconds of the processor, from the process's start."""
    if resource:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def frames(data: bytes, format_: str) -> Iterator[Frame]:
    """All that is handed on of a file; at the end its encoding, or the problem that stops it."""
    try:
        encoding, sheets = sheets_of(data, format_)
        for sheet in sheets:
            yield from frames_of(sheet)
    except Refused as refusal:
        yield handing.problem(refusal)
    except MemoryError:
        yield handing.problem(Refused("file_needs_memory"))
    else:
        yield handing.said(END, {"encoding": encoding})


def frames_of(sheet: Sheet) -> Iterator[Frame]:
    """A sheet's description, then its rows piece by piece."""
    name, hidden, left, rows, merges, height = sheet
    pieces = rows
    if not hasattr(rows, "head"):  # else read by column already
        pieces = Pieces(rows, merges, prechecks.MAX_ROWS, prechecks.MAX_COLUMNS)
    first = next(pieces, None)
    said = {"name": name, "hidden": hidden, "left": left, "head": pieces.head, "merges": merges}
    yield handing.said(SHEET, said | {"height": height})
    while first is not None:
        yield handing.cells(first)
        first = next(pieces, None)


def sheets_of(data: bytes, format_: str) -> tuple[str, Iterator[Sheet]]:
    """(encoding, sheets) of a file, by format."""
    from care.ledgers import markup, texts  # not needed for workbooks

    if format_ in ("xlsx", "xls"):
        return "", workbook_sheets(data)
    if format_ in ("html", "xml"):
        found, encoding = markup.html_tables(data) if format_ == "html" else (markup.xml_tables(data), "")
        return encoding, ((name, False, 0, rows, merges, len(rows)) for name, rows, merges in found)
    text, encoding = texts.decode(data)
    return encoding, iter([("", False, 0, texts.rows_of(text), [], text.count("\n") + 1)])


def workbook_sheets(data: bytes) -> Iterator[Sheet]:
    """Sheets of .xlsx, .xls, .ods … through calamine, hidden ones too."""
    try:
        large = read_large(data) if data[:2] == b"PK" else None
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(large.data if large else data))
        prechecks.check_sheets(len(book.sheets_metadata))
        unsaid = ods_merges(data) if data[:2] == b"PK" else {}
        for meta in book.sheets_metadata:
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(meta.name)
            if sheet.start is None:
                continue
            rows, first, height = sheet.iter_rows(), sheet.start[1], sheet.total_height
            if by_column := large and large.rows_of(sheet):
                rows, first, height = by_column, by_column.left, by_column.height
            merges = [(*a, *b) for a, b in merges_of(sheet)] or unsaid.get(meta.name, [])
            merges = [(top, left - first, bottom, right - first) for top, left, bottom, right in merges]
            merges = [merge for merge in merges if merge[1] >= 0]
            hidden = meta.visible != calamine.SheetVisibleEnum.Visible
            yield meta.name, hidden, first, rows, merges, height
    except calamine.PasswordError:
        raise Refused("file_encrypted") from None
    except calamine.CalamineError as fault:
        if "password" in str(fault).lower() or "encrypt" in str(fault).lower():
            raise Refused("file_encrypted") from None
        raise Refused("file_truncated") from None
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":  # what the reader says of damage that it did not foresee
            raise
        raise Refused("file_truncated") from None


def merges_of(sheet) -> list:
    return (sheet.merged_cell_ranges or [])[:MAX_MERGES]


if __name__ == "__main__":
    main()
