"""The files that are mutated: the sample town's ledgers and tests/files, cut short; web tables and .ods from random ledgers."""

from __future__ import annotations

import functools
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from bench.fuzzing.keeping import kept
from tests.random_ledger import build

ROOT = Path(__file__).resolve().parents[2]
KEPT = 24  # rows of each sheet
WANTED = {"html": 4, "ods": 3, "xls": 3}  # random ledgers added, by format
LARGEST = 36_000  # bytes; larger workbooks take too long to parse twenty thousand times


@dataclass(frozen=True)
class Base:
    """A sound file. `form`: xlsx, ods, xls, html or text."""

    name: str
    data: bytes
    form: str


@functools.lru_cache(maxsize=1)
def bases() -> tuple[Base, ...]:
    """All base files, always in the same order."""
    return kept("bases", collected)


def collected() -> tuple[Base, ...]:
    paths = [*sorted((ROOT / "data/samples").iterdir()), *sorted((ROOT / "tests/files").iterdir())]
    found = [
        short(path.name, path.read_bytes())
        for path in paths
        if path.suffix in (".xlsx", ".xls", ".csv", ".txt")
    ]
    return tuple(base for base in [*found, *from_random()] if len(base.data) <= LARGEST)


def form_of(data: bytes) -> str:
    if data[:2] == b"PK":
        return "ods" if b"opendocument.spreadsheet" in data[:200] else "xlsx"
    if data[:4] == bytes.fromhex("d0cf11e0"):
        return "xls"
    return "html" if b"<table" in data[:4000].lower() else "text"


def short(name: str, data: bytes) -> Base:
    form = form_of(data)
    if form == "xlsx":
        data = cut_workbook(data)
    elif form == "text":
        data = b"".join(data.splitlines(keepends=True)[: KEPT + 4]) if b"\0" not in data else data
    return Base(name, data, form)


def cut_workbook(data: bytes) -> bytes:
    """Keep the first rows of each sheet; merged ranges that reach below them go."""
    return rebuilt(
        {
            name: cut_sheet(part) if name.startswith("xl/worksheets/sheet") else part
            for name, part in parts_of(data).items()
        }
    )


def cut_sheet(part: bytes) -> bytes:
    part = re.sub(
        rb'<row r="(\d+)"[^>]*?(?:/>|>.*?</row>)',
        lambda m: m[0] if int(m[1]) <= KEPT else b"",
        part,
        flags=re.S,
    )
    kept = [
        m[0] for m in re.finditer(rb'<mergeCell ref="[A-Z]+\d+:[A-Z]+(\d+)"/>', part) if int(m[1]) <= KEPT
    ]
    merges = b'<mergeCells count="%d">%s</mergeCells>' % (len(kept), b"".join(kept)) if kept else b""
    return re.sub(rb"<mergeCells.*?</mergeCells>", merges, part, flags=re.S)


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rebuilt(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(
        out, "w", method, compresslevel=1 if method == zipfile.ZIP_DEFLATED else None
    ) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 20, 9, 0, 0)), part, method)
    return out.getvalue()


def from_random() -> list[Base]:
    left, found = dict(WANTED), []
    for seed in range(10_000, 12_000):
        if not any(left.values()):
            break
        ledger = build(seed)
        form = form_of(ledger.data)
        if left.get(form, 0) and len(ledger.data) < 30_000 and not ledger.faults:
            left[form] -= 1
            found.append(Base(ledger.name, ledger.data, form))
    return found
