"""Bytes and a file name → a Workbook of text cells. The parsing happens in a child process with limits; what it is
given and what it finds go through pipes, never through files."""

import contextlib
import os
import queue
import subprocess
import threading
import time

import pyarrow as pa

from care.ledgers import prechecks, spare
from care.ledgers.cells import table
from care.ledgers.handing import Frame, Gathered, frames_in, problem
from care.ledgers.problems import Refused
from care.ledgers.progress import Step, Tell, unheard
from care.ledgers.sheets import Merge, Sheet, Workbook

PATIENCE = 10  # seconds for a small file; one more for each megabyte
PATIENT = 3  # times as long by the clock as on the processor, which the child limits itself: others work too
LARGE = 2**20  # bytes; after such a file all processors are wanted: the next child starts later (office.py)
GLANCE = 0.1  # seconds between two looks whether somebody wants the import no more


def read(name: str, data: bytes, tell: Tell = unheard) -> Workbook:
    """Every sheet of a ledger file. Raises Refused (with a coded problem) for what is no table or cannot be read;
    when `tell` raises Cancelled, the child is ended first."""
    tell(Step("read"))
    format_ = prechecks.format_of(data)
    if format_ == "zip":
        raise Refused("zip_of_files")
    if os.name == "nt" and format_ == "xlsx":
        refuse_far_cell(data)  # no memory limit there: look before parsing
    return workbook(name, format_, parse_in_child(data, format_, tell))


def parse_in_child(data: bytes, format_: str, tell: Tell = unheard) -> Gathered:
    """Run the child and turn its death into a reason."""
    seconds = PATIENCE + len(data) // 2**20
    with spare.take() as child:
        try:
            said = f"{format_} {len(data)} {seconds}\n".encode()
            patience = seconds + 2 if os.name == "nt" else PATIENT * seconds
            found = heard(child, (said, data), patience, tell)
        finally:
            code = ended(child)
    if len(data) < LARGE:
        spare.prepare()
    if found is None:
        raise Refused("file_takes_too_long", seconds=seconds)
    if found.encoding is not None:
        return found
    if format_ == "xlsx":
        refuse_far_cell(data)
    if code in (-24, -9):  # SIGXCPU, SIGKILL
        raise Refused("file_takes_too_long", seconds=seconds)
    raise Refused("file_needs_memory")


def heard(child: subprocess.Popen, given: tuple[bytes, ...], seconds: float, tell: Tell) -> Gathered | None:
    """What the child hands on until its pipe ends; None when that takes too long. Tells the rows it has read."""
    waiting: queue.SimpleQueue[Frame | None] = queue.SimpleQueue()
    threading.Thread(target=give, args=(child, given), daemon=True).start()
    threading.Thread(target=take, args=(child, waiting), daemon=True).start()
    found, last = Gathered(), time.monotonic() + seconds
    while time.monotonic() < last:
        try:
            frame = waiting.get(timeout=GLANCE)
            if frame is None:
                return found
            found.add(frame)
        except queue.Empty:
            pass
        except (ValueError, LookupError, TypeError):  # no sheet: not our child any more
            return Gathered()
        tell(Step("read", found.rows, found.of))
    return None


def give(child: subprocess.Popen, given: tuple[bytes, ...]) -> None:
    """Write the file to the child, below what is said of it; one that has ended, or ends, reads no more."""
    with contextlib.suppress(OSError, ValueError), child.stdin:
        child.stdin.writelines(given)


def take(child: subprocess.Popen, waiting: queue.SimpleQueue[Frame | None]) -> None:
    """Put each frame into the queue, None at the end: also when the child ends within a frame."""
    try:
        for frame in frames_in(child.stdout):
            waiting.put(frame)
    except MemoryError:
        waiting.put(problem(Refused("file_needs_memory")))
    except (OSError, ValueError):
        pass
    waiting.put(None)


def ended(child: subprocess.Popen) -> int | None:
    """The exit code of a child that has said all it will; None when it had to be killed."""
    try:
        return child.wait(GLANCE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
        return None


def refuse_far_cell(data: bytes) -> None:
    try:
        found = prechecks.far_cell(data)
    except (OSError, ValueError, EOFError):
        raise Refused("file_truncated") from None
    if found:
        raise Refused("file_far_cell", rows=found[1], columns=found[2])


def workbook(name: str, format_: str, found: Gathered) -> Workbook:
    sheets = tuple(sheet(said, pieces) for said, pieces in found.sheets)
    if not any(one.height for one in sheets):
        raise Refused("file_empty")
    return Workbook(name, format_, found.encoding, sheets)


def sheet(said: dict, pieces: list[pa.RecordBatch]) -> Sheet:
    head = tuple(tuple((text, kind) for text, kind in row) for row in said["head"])
    merges = tuple(Merge(*one) for one in said["merges"])
    return Sheet(said["name"], said["hidden"], said["left"], table(pieces), head, merges)
