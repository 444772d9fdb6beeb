"""Large sheets of a .xlsx in a third of the reader's time: their rows are read by column (tokens.py).

The reader gets the workbook with such a sheet's rows replaced by each different unusual cell once, says what these
mean, and so stays the only judge of formats, days and texts.
"""

import io
import re
import secrets
import sys
import zipfile
from dataclasses import dataclass, field

import pyarrow as pa

from care.ledgers.prechecks import MAX_CELLS, MAX_COLUMNS, MAX_ROWS

LARGE = 4 * 2**20  # bytes of a sheet's XML from which on this pays
PART = re.compile(r"xl/worksheets/[^/]+\.xml")
STRINGS = "xl/sharedStrings.xml"
BEGIN, END = b"<sheetData>", b"</sheetData>"
MERGED_ROWS = re.compile(rb'<mergeCell ref="\$?[A-Z]+\$?(\d+):\$?[A-Z]+\$?(?!\1")\d+"')


@dataclass
class Large:
    """A workbook whose large sheets are read: `data` is for the reader, whose answers begin with `token`."""

    data: bytes
    token: str
    shared: pa.Array
    odd_shared: list[int]
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


def read_large(data: bytes) -> Large | None:
    """The large sheets that are plain; None when there are none."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        names = {one.filename for one in entries}
        large = [one.filename for one in entries if one.file_size >= LARGE and PART.fullmatch(one.filename)]
        if not large or len(names) < len(entries):
            return None
        if sys.modules.get("numpy", ...) is None:
            del sys.modules["numpy"]  # see child.py
        from care.ledgers.shared_texts import shared_texts
        from care.ledgers.signs import Unusual

        try:
            texts, odd = shared_texts(archive.read(STRINGS)) if STRINGS in names else (None, [])
        except (Unusual, pa.ArrowInvalid):
            return None
        found = Large(b"", secrets.token_hex(16), pa.array([], pa.string()) if texts is None else texts, odd)
        lighter = {name: xml for name in large if (xml := without_rows(archive.read(name), name, found))}
        if not lighter:
            return None
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as made:
            for one in entries:
                made.writestr(one.filename, lighter.get(one.filename) or archive.read(one))
    found.data = target.getvalue()
    return found


def without_rows(xml: bytes, name: str, found: Large) -> bytes | None:
    """The sheet's XML with its odd cells alone; None when the reader has to read it as it is."""
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
    if not cells or max(int(one.shared.max()) for one in cells) >= len(found.shared):
        return None
    right, bottom = max(int(one.columns.max()) for one in cells), int(cells[-1].rows[-1])
    if right >= MAX_COLUMNS or bottom >= MAX_ROWS or right * bottom > MAX_CELLS:
        return None
    for number in found.odd_shared:
        odd.setdefault(shared(number), len(odd))
    found.parts[name] = cells, odd
    marker = f'<row r="1"><c r="A1" t="str"><v>{found.token}{name}</v></c></row>'.encode()
    rows = (b'<row r="%d"><c r="A%d"%s</c></row>' % (n, n, said) for n, said in enumerate(odd, 2))
    return b"".join((head, marker, *rows, tail))


def shared(number: int) -> bytes:
    return b' t="s"><v>%d</v>' % number
