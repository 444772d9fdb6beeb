"""From rows of Python values to columns of text with kinds: the one transposition of the whole import."""

import datetime
import itertools
import re
from collections.abc import Callable, Iterable, Iterator

import pyarrow as pa
import pyarrow.compute as compute

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


SPACES = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace())
HIDDEN = (b"\xe2\x80", b"\xe2\x81\xa0", b"\xef\xbb\xbf")  # how every invisible sign begins in UTF-8


def number_texts(values: Iterable[float]) -> Iterable[str]:
    values = tuple(values)
    return map(str, map(int, values)) if all(map(float.is_integer, values)) else map(number_text, values)


def each(write: Callable) -> Callable[[Iterable], Iterable[str]]:
    return lambda values: map(write, values)


WRITERS: dict[type, tuple[Callable[[Iterable], Iterable[str]], int]] = {
    str: (each(tidy), TEXT),
    float: (number_texts, NUMBER),
    int: (each(str), NUMBER),
    bool: (each(lambda v: "TRUE" if v else "FALSE"), BOOLEAN),
    datetime.datetime: (each(moment_text), DAY),
    datetime.date: (each(datetime.date.isoformat), DAY),
    datetime.time: (each(lambda v: v.isoformat("minutes")), DAY),
    datetime.timedelta: (each(span_text), NUMBER),
    type(None): (each(lambda v: ""), TEXT),
}


def as_cell(value) -> tuple[str, int]:
    write, kind = WRITERS[type(value)]
    return next(iter(write((value,)))), kind


def column(values: tuple) -> tuple[pa.Array, pa.Array | None]:
    """(texts, kinds); kinds is None when every cell is text. Each sort of value is written at one stroke: a step of
    our own for every cell would take as long as parsing the file."""
    types = tuple(map(type, values))
    found = set(types)
    if found == {str}:
        return trimmed(pa.array(values, pa.string())), None
    if len(found) == 1:
        write, kind = WRITERS[types[0]]
        return pa.array(list(write(values)), pa.string()), pa.repeat(pa.scalar(kind, pa.int8()), len(values))
    of_type = {
        one: iter(WRITERS[one][0](itertools.compress(values, [type_ is one for type_ in types])))
        for one in found
    }
    texts = [next(of_type[one]) for one in types]
    kinds = {one: WRITERS[one][1] for one in found}
    return pa.array(texts, pa.string()), pa.array([kinds[one] for one in types], pa.int8())


def trimmed(texts: pa.Array) -> pa.Array:
    """As tidy, for a whole column."""
    data = texts.buffers()[2]
    said = data.to_pybytes() if data else b""
    if any(sign in said for sign in HIDDEN):
        return pa.array([tidy(text) for text in texts.to_pylist()], pa.string())
    return compute.utf8_trim(texts, characters=SPACES)


class Pieces:
    """Iterates over rows as record batches: c0, c1 … as Sheet.cells, merged ranges filled downwards, k<j> where a
    column is mixed. `head`: the first rows as they stood, there as soon as the first batch is.

    Raises Refused when there are more rows or columns than any ledger has.
    """

    def __init__(self, rows: Iterable[list], merges: list[Merged], max_rows: int, max_columns: int):
        self.head: list[list[tuple[str, int]]] = []
        self.down = sorted(m for m in merges if m[2] > m[0])
        self.filled: dict[Merged, object] = {}
        self.at, self.max_rows, self.max_columns = 0, max_rows, max_columns
        self.chunks = chunks(rows)

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        return self

    def __next__(self) -> pa.RecordBatch:
        chunk = next(self.chunks)
        width = max(map(len, chunk))
        if width > self.max_columns:
            raise Refused("too_many_columns", columns=width, limit=self.max_columns)
        if self.at + len(chunk) > self.max_rows:
            raise Refused("too_many_rows", limit=self.max_rows)
        if len(self.head) < HEAD_ROWS:
            missing = HEAD_ROWS - len(self.head)
            self.head.extend([as_cell(value) for value in row] for row in chunk[:missing])
        if any(len(row) != width for row in chunk):
            chunk = [row if len(row) == width else [*row, *[""] * (width - len(row))] for row in chunk]
        if self.down:
            fill_down(chunk, self.at, self.down, self.filled)
        self.at += len(chunk)
        return batch([column(values) for values in zip(*chunk, strict=True)])


def batch(cells: list[tuple[pa.Array, pa.Array | None]]) -> pa.RecordBatch:
    arrays = {f"c{j}": texts for j, (texts, _) in enumerate(cells)}
    arrays |= {f"k{j}": kinds for j, (_, kinds) in enumerate(cells) if kinds is not None}
    return pa.RecordBatch.from_pydict(arrays)


def columns(
    rows: Iterable[list], merges: list[Merged], max_rows: int, max_columns: int
) -> tuple[pa.Table, list]:
    """(cells, head) of a whole sheet, see Pieces."""
    pieces = Pieces(rows, merges, max_rows, max_columns)
    return table(list(pieces)), pieces.head


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


def table(pieces: list[pa.RecordBatch]) -> pa.Table:
    """Join the batches; a column that is mixed in any of them gets kinds in all."""
    names = set().union(*(piece.schema.names for piece in pieces))
    width = sum(1 for name in names if name[0] == "c")
    order = [f"{sort}{j}" for j in range(width) for sort in "ck" if f"{sort}{j}" in names]
    return pa.table({name: pa.chunked_array([part(piece, name) for piece in pieces]) for name in order})


def part(piece: pa.RecordBatch, name: str) -> pa.Array:
    """A batch's column; where it has none, blank texts."""
    if name in piece.schema.names:
        return piece.column(name)
    return pa.repeat(
        pa.scalar("", pa.string()) if name[0] == "c" else pa.scalar(TEXT, pa.int8()), piece.num_rows
    )
