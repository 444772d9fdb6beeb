"""From rows of Python values to columns of text with kinds: the one transposition of the whole import."""

import datetime
import itertools
import re
from collections.abc import Iterable, Iterator

import pyarrow as pa

from care.ledgers.problems import Refused
from care.ledgers.sheets import BOOLEAN, DAY, HEAD_ROWS, NUMBER, TEXT

CHUNK = 16_384
Merged = tuple[int, int, int, int]  # top, left, bottom, right, counted from 0


def number_text(value: float) -> str:
    """1.0 → '1'; 1.10101199001011e17 → its digits, so that a damaged ID can be seen."""
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    return str(int(value)) if value == int(value) else repr(value)


def moment_text(value: datetime.datetime) -> str:
    return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "minutes")


def span_text(value: datetime.timedelta) -> str:
    """A duration cell is a day count that someone formatted as [h]:mm; keep it as a serial number."""
    return number_text(value.total_seconds() / 86_400)


INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff]+")


def tidy(text: str) -> str:
    """A cell's text without blanks around it and without invisible signs."""
    return INVISIBLE.sub("", text).strip()


WRITERS = {
    str: (tidy, TEXT),
    float: (number_text, NUMBER),
    int: (str, NUMBER),
    bool: (lambda v: "TRUE" if v else "FALSE", BOOLEAN),
    datetime.datetime: (moment_text, DAY),
    datetime.date: (datetime.date.isoformat, DAY),
    datetime.time: (lambda v: v.isoformat("minutes"), DAY),
    datetime.timedelta: (span_text, NUMBER),
    type(None): (lambda v: "", TEXT),
}


def as_cell(value) -> tuple[str, int]:
    write, kind = WRITERS[type(value)]
    return write(value), kind


def column(values: tuple) -> tuple[pa.Array, pa.Array | None]:
    """(texts, kinds); kinds is None when every cell is text."""
    if set(map(type, values)) == {str}:
        strip = tidy if INVISIBLE.search("\n".join(values)) else str.strip
        return pa.array(tuple(map(strip, values)), pa.string()), None
    pairs = [(WRITERS[type(value)][0](value), WRITERS[type(value)][1]) for value in values]
    texts, kinds = zip(*pairs, strict=True)
    return pa.array(texts, pa.string()), pa.array(kinds, pa.int8())


def columns(
    rows: Iterable[list], merges: list[Merged], max_rows: int, max_columns: int
) -> tuple[pa.Table, list]:
    """(cells, head): cells as Sheet.cells, merged ranges filled downwards; head = the first rows as they stood.

    Raises Refused when there are more rows or columns than any ledger has.
    """
    head: list = []
    pieces: list[list[tuple[pa.Array, pa.Array | None]]] = []
    down = sorted(m for m in merges if m[2] > m[0])
    filled: dict[Merged, object] = {}
    at = 0
    for chunk in chunks(rows):
        width = max(map(len, chunk), default=0)
        if width > max_columns:
            raise Refused("too_many_columns", columns=width, limit=max_columns)
        if at + len(chunk) > max_rows:
            raise Refused("too_many_rows", limit=max_rows)
        if len(head) < HEAD_ROWS:
            head.extend([as_cell(value) for value in row] for row in chunk[: HEAD_ROWS - len(head)])
        if any(len(row) != width for row in chunk):
            chunk = [row if len(row) == width else [*row, *[""] * (width - len(row))] for row in chunk]
        if down:
            fill_down(chunk, at, down, filled)
        pieces.append([column(values) for values in zip(*chunk, strict=True)])
        at += len(chunk)
    return table(pieces, head), head


def chunks(rows: Iterable[list]) -> Iterator[list[list]]:
    source = iter(rows)
    while chunk := list(itertools.islice(source, CHUNK)):
        yield chunk


def fill_down(chunk: list[list], at: int, down: list[Merged], filled: dict[Merged, object]) -> None:
    """Write the value of each merged range into the cells below its first (first column of the range only)."""
    for merge in down:
        top, left, bottom, _ = merge
        if top >= at + len(chunk):
            break
        if bottom < at or left >= len(chunk[0]):
            continue
        if top >= at:
            filled[merge] = chunk[top - at][left]
        for row in range(max(top + 1, at), min(bottom + 1, at + len(chunk))):
            chunk[row - at][left] = filled.get(merge, "")


def table(pieces: list[list[tuple[pa.Array, pa.Array | None]]], head: list) -> pa.Table:
    """Join the chunks; a column that is mixed in any chunk gets kinds in all."""
    width = max((len(piece) for piece in pieces), default=0)
    arrays, names = [], []
    for j in range(width):
        cells = [
            piece[j] if j < len(piece) else (blank(len(piece[0][0]) if piece else 0), None)
            for piece in pieces
        ]
        arrays.append(pa.chunked_array([texts for texts, _ in cells], pa.string()))
        names.append(f"c{j}")
        if any(kinds is not None for _, kinds in cells):
            arrays.append(
                pa.chunked_array(
                    [all_text(len(texts)) if kinds is None else kinds for texts, kinds in cells], pa.int8()
                )
            )
            names.append(f"k{j}")
    return pa.table(arrays, names=names)


def blank(n: int) -> pa.Array:
    return pa.array([""] * n, pa.string())


def all_text(n: int) -> pa.Array:
    return pa.array([TEXT] * n, pa.int8())
