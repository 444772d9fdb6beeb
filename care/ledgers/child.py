"""Parses one file in a process of its own, so that no file can harm the server: python -m care.ledgers.child IN OUT.

Writes OUT/meta.json (sheets, or the problem that stops the file) and OUT/<n>.arrow, one a sheet; meanwhile OUT/rows
says how many rows are read, and of how many.
"""

import gc
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

if __name__ == "__main__":
    sys.modules["numpy"] = None  # pyarrow does without, and starts in half the time

import pyarrow as pa

from care.ledgers import prechecks
from care.ledgers.cells import columns
from care.ledgers.ods_merges import ods_merges
from care.ledgers.problems import Refused
from care.ledgers.zip_parts import check_parts

MAX_MERGES = 200_000
MEMORY = 850 * 2**20  # with what the server itself holds of the file, below 1 GB
NOTED = 4_096  # rows between two notes of how far it is


def main(source: str, target: str, format_: str, seconds: str) -> None:
    limit_self(int(seconds))
    gc.disable()  # millions of small objects, none of them in cycles
    data, out = Path(source).read_bytes(), Path(target)
    try:
        meta = {"encoding": "", "sheets": list(written(data, format_, out))}
        meta["encoding"] = ENCODING.get("", "")
    except Refused as refusal:
        meta = {"problem": asdict(refusal.problem)}
    except MemoryError:
        meta = {"problem": asdict(Refused("file_needs_memory").problem)}
    (out / "meta.json").write_text(json.dumps(meta, ensure_ascii=False), "utf-8")


def limit_self(seconds: int) -> None:
    """Memory and processor limits; only POSIX has them (elsewhere the parent's clock and prechecks stand alone)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


ENCODING: dict[str, str] = {}


def written(data: bytes, format_: str, out: Path) -> Iterator[dict]:
    """Write each sheet's cells and give its description."""
    before = 0
    for number, (name, hidden, left, rows, merges, height) in enumerate(sheets_of(data, format_)):
        rows = noted(rows, out, before, before + height)
        before += height
        cells, head = columns(rows, merges, prechecks.MAX_ROWS, prechecks.MAX_COLUMNS)
        with (
            pa.OSFile(str(out / f"{number}.arrow"), "wb") as file,
            pa.ipc.new_file(file, cells.schema) as writer,
        ):
            writer.write_table(cells)
        yield {"name": name, "hidden": hidden, "left": left, "head": head, "merges": merges}


def noted(rows: Iterable[list], out: Path, done: int, of: int) -> Iterator[list]:
    """The rows as they are; now and then notes in OUT/rows how many went by."""
    for row in rows:
        if done % NOTED == 0:
            (out / "rows.new").write_text(f"{done} {max(of, done)}")
            (out / "rows.new").replace(out / "rows")
        done += 1
        yield row


def sheets_of(data: bytes, format_: str) -> Iterator[tuple[str, bool, int, object, list, int]]:
    """(name, hidden, first column, rows, merges, about how many rows) of each sheet, by format."""
    from care.ledgers import markup, texts  # not needed for workbooks

    if format_ in ("xlsx", "xls"):
        if format_ == "xlsx":
            check_parts(data)
        yield from workbook_sheets(data)
    elif format_ == "html":
        found, ENCODING[""] = markup.html_tables(data)
        yield from ((name, False, 0, rows, merges, len(rows)) for name, rows, merges in found)
    elif format_ == "xml":
        found = markup.xml_tables(data)
        yield from ((name, False, 0, rows, merges, len(rows)) for name, rows, merges in found)
    else:
        text, ENCODING[""] = texts.decode(data)
        yield "", False, 0, texts.rows_of(text), [], text.count("\n") + 1


def workbook_sheets(data: bytes) -> Iterator[tuple[str, bool, int, object, list, int]]:
    """Sheets of .xlsx, .xls, .ods … through calamine, hidden ones too."""
    import io

    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        unsaid = ods_merges(data) if data[:2] == b"PK" else {}
        for meta in book.sheets_metadata:
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(meta.name)
            if sheet.start is None:
                continue
            merges = [(*a, *b) for a, b in merges_of(sheet)] or unsaid.get(meta.name, [])
            first = sheet.start[1]
            merges = [(top, left - first, bottom, right - first) for top, left, bottom, right in merges]
            merges = [merge for merge in merges if merge[1] >= 0]
            yield (
                meta.name,
                meta.visible != calamine.SheetVisibleEnum.Visible,
                sheet.start[1],
                sheet.iter_rows(),
                merges,
                sheet.total_height,
            )
    except calamine.PasswordError:
        raise Refused("file_encrypted") from None
    except calamine.CalamineError as fault:
        if "password" in str(fault).lower() or "encrypt" in str(fault).lower():
            raise Refused("file_encrypted") from None
        raise Refused("file_truncated") from None


def merges_of(sheet) -> list:
    return (sheet.merged_cell_ranges or [])[:MAX_MERGES]


if __name__ == "__main__":
    main(*sys.argv[1:5])
