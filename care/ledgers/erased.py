"""People whose data were erased: who they were can be recognised again, but not read.

DIR/erased.jsonl is a log of salted hashes of ID number, register numbers, name + unit, and name + telephone; a line may
lift some.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from care import vault
from care.inspection import log

FILE = "erased.jsonl"
PENDING = "erasing.json"  # an erasing that was begun (care/erasing.py)
SALT = "id_salt"
NUMBERS = ("student_no", "disability_no")
# A register number may hold its owner's ID number: 学籍号 is G and it, 残疾证号 it and two signs.
HELD = re.compile(r"(?=([0-9]{17}[0-9X]))"), re.compile(r"(?<![0-9])(?=([0-9]{15})(?![0-9X]))")
REGISTER = 15  # signs: a shorter number (学号 1) is of one class or school and tells nobody from others


def salt(folder: Path) -> str:
    """A secret of this installation: neither ids of people nor hashes can be worked back to ID numbers by trying."""
    path = folder / SALT
    if not path.exists():
        vault.put(path, secrets.token_hex(16).encode())
    return vault.read_text(path).strip()


def hashed(folder: Path, *parts: str) -> str:
    """A hash of (“id”, ID number), (“no”, register number), (“name”, name, unit), of whoever helps or visits (“by”, name,
    unit), (“row”, erased.row_key) or (“phone”, name, telephone)."""
    return _hashed(salt(folder), *parts)


def _hashed(key: str, *parts: str) -> str:
    return hmac.new(key.encode(), "|".join(parts).encode(), hashlib.sha256).hexdigest()[:32]


def subject(folder: Path, key: str) -> int:
    """The store's subject_key of a person or household (“person|id|…”), as findings and marks hold it."""
    return int(hashlib.md5(f"{salt(folder)}{key}".encode()).hexdigest()[:15], 16)


def in_force(folder: Path) -> frozenset[str]:
    """The hashes of everybody who stays out."""
    found: set[str] = set()
    for line in log.lines(folder / FILE):
        found |= set(line.get("hashes", ()))
        found -= set(line.get("lifted", ()))
    return frozenset(found)


def stamp(folder: Path) -> str:
    """Changes with every erasing, also with one of somebody who was erased before; part of the store's version."""
    return repr((sorted(in_force(folder)), sum(1 for _ in log.lines(folder / FILE))))


def seen(folder: Path) -> tuple[int, int, bool]:
    """Changes when an erasing begins, and when a store without the person is in force; cheap, for every click."""
    path = folder / FILE
    said = path.stat() if path.exists() else None
    return (*((said.st_mtime_ns, said.st_size) if said else (0, 0)), (folder / PENDING).exists())


def column(rows: pa.Table, name: str) -> pa.ChunkedArray:
    """A column as text; nulls where a ledger has none."""
    if name not in rows.column_names:
        return pa.chunked_array([pa.nulls(rows.num_rows, pa.string())])
    return rows.column(name).cast(pa.string())


def number(rows: pa.Table, name: str) -> pa.ChunkedArray:
    """A column of register numbers; null where one is too short to be one person's, and in rows with an ID number: who
    has one is told by it, for a register number may be filled down by mistake."""
    found = column(rows, name)
    mine = pc.and_(pc.greater_equal(pc.utf8_length(found), REGISTER), pc.is_null(own(rows)[1]))
    return pc.if_else(mine, found, pa.scalar(None, pa.string()))


def holding(numbers: pa.ChunkedArray, wanted: Callable[[str], bool]) -> pa.ChunkedArray:
    """Which register numbers hold an ID number that is `wanted`; never null."""
    found = [one for one in numbers.unique().to_pylist() if one and any(map(wanted, held(one)))]
    return pc.is_in(numbers, value_set=pa.array(found, pa.string()))


def held(number: str) -> set[str]:
    """Whatever may be an ID number in a register number."""
    bare = re.sub(r"[\s·.\-–—]", "", number.upper())
    return {one for form in HELD for one in form.findall(bare)}


def tells(one: str) -> bool:
    """Is a register number long enough to be one person's?"""
    return len(one) >= REGISTER


def own(rows: pa.Table) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    """(name, ID number) of whom each row is about: the head where it names nobody else, as the store reads it."""
    name, head = column(rows, "name"), column(rows, "head_name")
    of_head = pc.or_(pc.is_null(name), pc.fill_null(pc.equal(name, head), False))
    id_no = pc.if_else(
        of_head, pc.coalesce(column(rows, "id_no"), column(rows, "head_id")), column(rows, "id_no")
    )
    return pc.coalesce(name, head), id_no


def row_key(rows: pa.Table) -> pa.ChunkedArray:
    """By what the store knows whom a row without any number is about (queries/stated/2_keyed.sql): name|unit|team."""
    place = pc.coalesce(column(rows, "unit_id"), column(rows, "class_unit_id"), pa.scalar(""))
    return pc.binary_join_element_wise(own(rows)[0], place, pc.fill_null(column(rows, "team"), ""), "|")


def hit(folder: Path, known: frozenset[str], rows: pa.Table) -> pa.ChunkedArray:
    """Which rows are about whom these hashes stand for. Who has an ID is told by it, never by the name."""
    name, id_no = own(rows)
    key, out = salt(folder), known_in(folder, known, id_no, "id")
    for one in NUMBERS:
        out = pc.or_(out, known_in(folder, known, number(rows, one), "no"))
        out = pc.or_(out, holding(number(rows, one), lambda held: _hashed(key, "id", held) in known))
    nameless = pc.is_null(id_no)
    for place in ("unit_id", "class_unit_id"):
        both = pc.binary_join_element_wise(name, column(rows, place), "|")
        out = pc.or_(out, pc.and_(nameless, known_in(folder, known, both, "name")))
    return pc.or_(out, pc.and_(nameless, known_in(folder, known, row_key(rows), "row")))


def known_in(folder: Path, known: frozenset[str], values: pa.ChunkedArray, sort: str) -> pa.ChunkedArray:
    """Which values are what one of these hashes stands for; never null."""
    key = salt(folder)
    different = [value for value in values.unique().to_pylist() if value]
    wanted = [value for value in different if _hashed(key, sort, value) in known]
    return pc.is_in(values, value_set=pa.array(wanted, pa.string()))


def spots(rows: pa.Table) -> set[tuple[str, int]]:
    """(sheet, row) of each."""
    return set(zip(rows.column("sheet").to_pylist(), rows.column("row_no").to_pylist(), strict=True))
