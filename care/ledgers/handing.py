"""How the process that parses hands on what it read: frames over a pipe, so that no ledger touches the disk.

A frame is a tag, the length of its content and the content. One of SHEET begins a sheet, the CELLS after it are its
rows, one of END ends the file.
"""

import json
import struct
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as compute

from care.ledgers.prechecks import check_cells
from care.ledgers.problems import Problem, Refused

SHEET, CELLS, END = b"s", b"c", b"e"  # JSON; an Arrow stream; JSON
START = struct.Struct("<cQ")
MOST = 400 * 2**20  # bytes that a child may hand on: more than any sound file gives
OWN = 2_000  # bytes that a frame of any size costs us
Frame = tuple[bytes, bytes]


@dataclass
class Gathered:
    """What has come so far: each sheet's description with its rows; `rows` of `of` are read."""

    sheets: list[tuple[dict, list[pa.RecordBatch]]] = field(default_factory=list)
    encoding: str | None = None  # None: the end is not there yet
    rows: int = 0
    of: int = 0
    cells: int = 0

    def add(self, frame: Frame) -> None:
        """Raises Refused when the child says what stops the file, and when it has too many cells."""
        tag, content = frame
        if tag == SHEET:
            self.sheets.append((json.loads(content), []))
            self.of = self.rows + self.sheets[-1][0]["height"]
        elif tag == CELLS:
            had = len(self.sheets[-1][1])
            with pa.ipc.open_stream(content) as stream:
                self.sheets[-1][1].extend(stream)
            for piece in self.sheets[-1][1][had:]:
                self.rows += piece.num_rows
                self.cells += filled(piece)
            check_cells(self.cells)
        else:
            said = json.loads(content)
            if "problem" in said:
                refusal = Refused("")
                refusal.problem = Problem(**said["problem"])
                raise refusal
            self.encoding = said["encoding"]


def filled(piece: pa.RecordBatch) -> int:
    """How many cells say something: blank rows down to a stray cell cost little."""
    texts = [piece.column(name) for name in piece.schema.names if name[0] == "c"]
    return sum(len(one) - compute.sum(compute.equal(one, "")).as_py() for one in texts if len(one))


def gathered(frames: Iterable[Frame]) -> Gathered:
    """All of a file at once."""
    found = Gathered()
    for frame in frames:
        found.add(frame)
    return found


def said(tag: bytes, what: dict) -> Frame:
    return tag, json.dumps(what, ensure_ascii=False).encode()


def problem(refusal: Refused) -> Frame:
    return said(END, {"problem": asdict(refusal.problem)})


def cells(batch: pa.RecordBatch) -> Frame:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return CELLS, sink.getvalue()


def send(pipe: BinaryIO, frames: Iterable[Frame]) -> None:
    """Write each frame as it comes."""
    for tag, content in frames:
        pipe.write(START.pack(tag, len(content)))
        pipe.write(content)
        pipe.flush()


def frames_in(pipe: BinaryIO) -> Iterator[Frame]:
    """Frames until the pipe ends. Raises ValueError for what is none, MemoryError when more comes than any file gives."""
    left = MOST
    while start := pipe.read(START.size):
        if len(start) < START.size or start[:1] not in (SHEET, CELLS, END):
            raise ValueError("no frame")
        tag, size = START.unpack(start)
        left -= size + OWN
        if left < 0:
            raise MemoryError
        content = pipe.read(size)
        if len(content) < size:
            raise ValueError("a frame is cut off")
        yield tag, content
