"""Large sheets of a .xlsx in a third of the reader's time: their rows are read by column (tokens.py).

The reader gets the workbook with such a sheet's rows replaced by each different unusual cell once, says what these
mean, and so stays the only judge of formats, days and texts.
"""

import io
import re
import secrets
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pyarrow as pa

from care.ledgers.prechecks import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, check_cells
from care.ledgers.zip_parts import check_parts, truncated, whole_part

LARGE = 4 * 2**20  # bytes of a sheet's XML from which on this pays
PART = re.compile(r"xl/worksheets/[^/]+\.xml")
STRINGS = "xl/sharedStrings.xml"
RELATIONS, RELATION = "xl/_rels/workbook.xml.rels", re.compile(rb"<Relationship [^<>]*>")
WORKSHEET = re.compile(rb'(?=.*Type="[^"]*/worksheet")(?=.*Target="(?:/xl/)?([\w/.]+)")', re.S)
BEGIN, END = b"<sheetData>", b"</sheetData>"
MERGED_ROWS = re.compile(rb'<mergeCell ref="\$?[A-Z]+\$?(\d+):\$?[A-Z]+\$?(?!\1")\d+"')


@dataclass
class Large:
    """A workbook whose large sheets are read: `data` is for the reader, whose answers begin with `token`."""

    data: bytes
    token: str
    shared: pa.Array
    odd_shared: dict[int, bytes]
    parts: dict[str, tuple[list, dict[bytes, int]]] = field(
        default_factory=dict
    )  # cells; odd contents → position

    def rows_of(self, sheet):
        """The rows (table_rows.Rows) of one of the reader's sheets, if it is such an answer; else None."""
        from care.ledgers.table_rows import Rows

        rows = iter(sheet.iter_rows())
        first = next(rows)[0]
        if not (isinstance(first, str) and first.startswith(self.token)):
            return None
        cells, odd = self.parts[first.removeprefix(self.token)]
        answer = [row[0] for row in rows]
        said = (*answer, *[""] * (len(odd) - len(answer)))
        moved = {number: odd[shared(number)] for number in self.odd_shared}
        return Rows(cells, self.shared, moved, said)


@dataclass(frozen=True)
class Apart:
    """A sheet's XML without its rows, and their cells (tokens.cells_of)."""

    head: bytearray
    tail: bytearray
    cells: list
    odd: dict[bytes, int]


def read_large(data: bytes) -> Large | None:
    """The large sheets that are plain; None when there are none. Raises Refused where a part, be it read here or by the
    reader, is not what the archive says of it (zip_parts.py)."""
    with truncated(), zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
    names = {one.filename for one in entries}
    large = [one.filename for one in entries if one.file_size >= LARGE and PART.fullmatch(one.filename)]
    if not large or len(names) < len(entries):
        check_parts(data)
        return None
    unchecked = names & {STRINGS, *large}  # until they are unpacked
    check_parts(data, lambda name: name not in unchecked)
    found = without_large(data, entries, large, unchecked)
    check_parts(data, lambda name: name in unchecked)
    return found


def without_large(
    data: bytes, entries: list[zipfile.ZipInfo], large: list[str], unchecked: set[str]
) -> Large | None:
    """The same of a workbook with large sheets; what is unpacked whole is `unchecked` no more."""
    by_name = {one.filename: one for one in entries}

    def unpacked(name: str) -> bytearray:
        content = whole_part(data, by_name[name])
        unchecked.discard(name)
        return content

    if sys.modules.get("numpy", ...) is None:
        del sys.modules["numpy"]  # see child.py
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        with ThreadPoolExecutor(1) as beside:  # unpacking and numpy wait for nobody
            first = beside.submit(lambda: taken_apart(unpacked(large[0])))
            from care.ledgers.shared_texts import shared_texts, without_texts
            from care.ledgers.signs import Unusual

            strings = unpacked(STRINGS) if STRINGS in by_name else None
            try:
                said = shared_texts(strings) if strings is not None else None
            except (Unusual, pa.ArrowInvalid):
                return None
            del strings  # as much memory again
        texts, odd, _ = said or (pa.array([], pa.string()), {}, b"")
        found = Large(b"", secrets.token_hex(16), texts, odd)
        lighter = {}
        for name in large:
            apart = first.result() if name == large[0] else taken_apart(unpacked(name))
            if apart and max(int(one.shared.max()) for one in apart.cells) < len(texts):
                lighter[name] = without_rows(apart, name, found)
        if not lighter:
            return None
        if said and worksheets(archive) == set(lighter):
            lighter[STRINGS] = without_texts(len(said[0]), *said[1:])
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as made:
            for one in entries:
                made.writestr(one.filename, lighter.get(one.filename) or archive.read(one))
    found.data = target.getvalue()
    return found


def worksheets(archive: zipfile.ZipFile) -> set[str]:
    """The parts that hold the workbook's sheets, as far as it says so in the usual way."""
    said = archive.read(RELATIONS) if RELATIONS in archive.namelist() else b""
    found = [m[1].decode() for one in RELATION.findall(said) if (m := WORKSHEET.search(one))]
    return {f"xl/{one}" for one in found} if len(found) == said.count(b'/worksheet"') else set()


def taken_apart(xml: bytearray) -> Apart | None:
    """A sheet's XML by column; None when the reader has to read it as it is."""
    from care.ledgers.signs import PLAIN_TEXT, Unusual
    from care.ledgers.tokens import cells_of

    first, last = xml.find(BEGIN) + len(BEGIN), xml.find(END)
    head, tail = xml[:first], xml[last:]
    whole = len(BEGIN) <= first <= last and END not in tail[1:]
    if not whole or PLAIN_TEXT.search(head) or MERGED_ROWS.search(tail):
        return None
    try:
        cells, odd = cells_of(xml, first, last)
    except (Unusual, pa.ArrowInvalid):
        return None
    if not cells:
        return None
    right, bottom = max(int(one.columns.max()) for one in cells), int(cells[-1].rows[-1])
    if right >= MAX_COLUMNS or bottom >= MAX_ROWS or right * bottom > MAX_CELLS:
        return None
    check_cells(sum(len(one.rows) for one in cells))
    return Apart(head, tail, cells, odd)


def without_rows(apart: Apart, name: str, found: Large) -> bytes:
    """The sheet's XML with its odd cells alone."""
    odd = apart.odd
    for number in found.odd_shared:
        odd.setdefault(shared(number), len(odd))
    found.parts[name] = apart.cells, odd
    marker = f'<row r="1"><c r="A1" t="str"><v>{found.token}{name}</v></c></row>'.encode()
    rows = (b'<row r="%d"><c r="A%d"%s</c></row>' % (n, n, said) for n, said in enumerate(odd, 2))
    return b"".join((apart.head, marker, *rows, apart.tail))


def shared(number: int) -> bytes:
    return b' t="s"><v>%d</v>' % number
