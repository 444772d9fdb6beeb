"""Rows of a ledger as it came: also those that were held, refused or ignored, of which only the original tells."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from care.ledgers.problems import Refused, letter
from care.ledgers.reading import read
from care.ledgers.sheets import Sheet

LONGEST_NAME = 30


def original(folder: Path, batch_id: str) -> Path | None:
    """Where what was sent lies; None where it was removed."""
    return next((folder / "batches" / batch_id / "original").glob("[!.]*"), None)


def spots(data: bytes, numbers: tuple[str, ...]) -> set[tuple[str, int]]:
    """(sheet, row as the spreadsheet counts) of each row that holds one of the numbers. Empty where the file cannot be
    read as a table any more."""
    return {(sheet.name, sheet.top + at + 1) for sheet, at in _rows(data, numbers)}


def named(manifest: dict, data: bytes, ids: tuple[str, ...]) -> set[str]:
    """What the rows with one of these ID numbers as their own call them, by the columns that were understood then."""
    columns = [
        (one["sheet"], {field["field"]: field["column"] for field in one.get("mapping", ())})
        for one in manifest["tables"]
    ]
    found = {
        _cell(sheet, at, one["name"])
        for sheet, at in _rows(data, ids)
        for name, one in columns
        if name == sheet.name and {"name", "id_no"} <= one.keys() and _cell(sheet, at, one["id_no"]) in ids
    }
    return {one for one in found if 1 < len(one) <= LONGEST_NAME}


def alone(data: bytes, number: str) -> bool:
    """Does the number stand in some cell by itself, not as a part of a longer one?"""
    try:
        book = read("", data)
    except Refused:
        return False
    columns = (sheet.cells.column(f"c{at}") for sheet in book.sheets for at in range(sheet.width))
    return any(by_itself(text, number) for column in columns for text in (_narrow(column), _bare(column)))


def by_itself(texts: pa.Array | pa.ChunkedArray, number: str) -> bool:
    """Does the number stand in one of the texts by itself, not as a part of a longer one?"""
    return bool(pc.any(pc.match_substring_regex(texts, f"(^|[^0-9]){number}($|[^0-9Xx])")).as_py())


def _rows(data: bytes, numbers: tuple[str, ...]) -> Iterator[tuple[Sheet, int]]:
    """Each row (from 0) that holds one of the numbers in a cell."""
    if not numbers:
        return
    try:
        book = read("", data)
    except Refused:
        return
    for sheet in book.sheets:
        hit = pa.array([False] * sheet.height)
        for at in range(sheet.width):
            texts = _bare(sheet.cells.column(f"c{at}"))
            for one in numbers:
                hit = pc.or_(hit, pc.match_substring(texts, one))
        yield from ((sheet, at) for at, yes in enumerate(hit.to_pylist()) if yes)


def _narrow(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.utf8_upper(pc.utf8_normalize(pc.fill_null(texts, ""), "NFKC"))


def _bare(texts: pa.ChunkedArray) -> pa.Array:
    """As numbers are compared: narrow, without blanks, in capitals."""
    bare = pc.replace_substring_regex(_narrow(texts), r"\s+", "")
    return bare.combine_chunks() if isinstance(bare, pa.ChunkedArray) else bare


def _cell(sheet: Sheet, at: int, column: str) -> str:
    """One cell by the spreadsheet's letter; '' where there is no such column."""
    for number in range(sheet.width):
        if letter(sheet.left + number) == column:
            return _bare(sheet.cells.column(f"c{number}").slice(at, 1))[0].as_py()
    return ""
