"""Bytes and a file name → a Workbook of text cells. The parsing happens in a child process with limits."""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa

from care.ledgers import prechecks
from care.ledgers.problems import Problem, Refused
from care.ledgers.progress import Step, Tell, unheard
from care.ledgers.sheets import Merge, Sheet, Workbook

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 10  # seconds for a small file; one more for each megabyte
PATIENT = 3  # times as long by the clock as on the processor, which the child limits itself: others work too
GLANCE = 0.1  # seconds between two looks at how far the child has come


def read(name: str, data: bytes, tell: Tell = unheard) -> Workbook:
    """Every sheet of a ledger file. Raises Refused (with a coded problem) for what is no table or cannot be read;
    when `tell` raises Cancelled, the child is ended first."""
    tell(Step("read"))
    format_ = prechecks.format_of(data)
    if format_ == "zip":
        raise Refused("zip_of_files")
    if os.name == "nt" and format_ == "xlsx":
        refuse_far_cell(data)  # no memory limit there: look before parsing
    with tempfile.TemporaryDirectory(prefix="careboard-", ignore_cleanup_errors=True) as folder:
        out = Path(folder)
        (out / "file").write_bytes(data)
        parse_in_child(data, format_, out, tell)
        return workbook(name, format_, out)


def parse_in_child(data: bytes, format_: str, out: Path, tell: Tell = unheard) -> None:
    """Run the child and turn its death into a reason."""
    seconds = PATIENCE + len(data) // 2**20
    command = [sys.executable, "-m", "care.ledgers.child", str(out / "file"), str(out), format_, str(seconds)]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=ROOT, **quiet) as child:
        try:
            code = ended(child, seconds + 2 if os.name == "nt" else PATIENT * seconds, out, tell)
        finally:
            child.kill()  # does nothing when it has ended
    if code is None:
        raise Refused("file_takes_too_long", seconds=seconds)
    if code == 0 and (out / "meta.json").exists():
        return
    if format_ == "xlsx":
        refuse_far_cell(data)
    if code in (-24, -9):  # SIGXCPU, SIGKILL
        raise Refused("file_takes_too_long", seconds=seconds)
    raise Refused("file_needs_memory")


def ended(child: subprocess.Popen, seconds: float, out: Path, tell: Tell) -> int | None:
    """The child's exit code, or None when it has not ended in time. Tells the rows it has read."""
    last = time.monotonic() + seconds
    while time.monotonic() < last:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return child.wait(GLANCE)
        tell(Step("read", *rows_read(out)))
    return None


def rows_read(out: Path) -> tuple[int, int]:
    """(rows read, rows there are) as the child has noted them; 0 = not known."""
    try:
        rows, of = (out / "rows").read_text().split()
        return int(rows), int(of)
    except (OSError, ValueError):
        return 0, 0


def refuse_far_cell(data: bytes) -> None:
    try:
        found = prechecks.far_cell(data)
    except (OSError, ValueError, EOFError):
        raise Refused("file_truncated") from None
    if found:
        raise Refused("file_far_cell", rows=found[1], columns=found[2])


def workbook(name: str, format_: str, out: Path) -> Workbook:
    meta = json.loads((out / "meta.json").read_text("utf-8"))
    if "problem" in meta:
        refusal = Refused("")
        refusal.problem = Problem(**meta["problem"])
        raise refusal
    sheets = tuple(sheet(one, out / f"{number}.arrow") for number, one in enumerate(meta["sheets"]))
    if not any(one.height for one in sheets):
        raise Refused("file_empty")
    return Workbook(name, format_, meta["encoding"], sheets)


def sheet(meta: dict, path: Path) -> Sheet:
    with pa.OSFile(str(path), "rb") as file:
        cells = pa.ipc.open_file(file).read_all()
    head = tuple(tuple((text, kind) for text, kind in row) for row in meta["head"])
    return Sheet(
        meta["name"], meta["hidden"], meta["left"], cells, head, tuple(Merge(*m) for m in meta["merges"])
    )
