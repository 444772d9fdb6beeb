"""What a file is, by its first bytes, and whether it is safe to hand to a parser (platform.md, Reading ledgers)."""

import io
import re
import zipfile

from care.ledgers.problems import Refused
from care.zips import UNREADABLE

MAX_FILE = 200 * 2**20
MAX_UNPACKED = 400 * 2**20
MAX_RATIO = 200
RATIO_FROM = 20 * 2**20  # small files compress very well without being bombs
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
MAX_ROWS, MAX_COLUMNS, MAX_SHEETS = 1_048_576, 2_000, 1_000
MAX_CELLS = 60_000_000  # that a sheet may span, however empty
MOST_CELLS = 8_000_000  # filled ones of a file that are checked (bench/import_memory.py)


def format_of(data: bytes) -> str:
    """'xlsx' (any zipped workbook), 'xls', 'html', 'xml' or 'text'. Raises Refused for what cannot be a ledger."""
    if not data.strip(b"\0 \r\n\t\xef\xbb\xbf"):
        raise Refused("file_empty")
    if len(data) > MAX_FILE:
        raise Refused("file_too_large", megabytes=len(data) // 2**20, limit=MAX_FILE // 2**20)
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return zipped_format(data)
    if data[:8] == OLE:
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Refused("file_encrypted")
        return "xls"
    known = known_other(data)
    if known:
        raise Refused("file_not_a_table", kind=known)
    if b"<" in data[:64]:
        return markup_format(data)
    return "text"


def known_other(data: bytes) -> str:
    """The name of a well-known format that is no table, or ''."""
    starts = {
        b"%PDF": "PDF",
        b"\x89PNG": "PNG",
        b"\xff\xd8\xff": "JPEG",
        b"GIF8": "GIF",
        b"Rar!": "RAR",
        b"7z\xbc\xaf": "7-Zip",
        b"\x1f\x8b": "gzip",
        b"MZ": "EXE",
        b"\x7fELF": "ELF",
        b"PAR1": "Parquet",
    }
    return next((name for start, name in starts.items() if data.startswith(start)), "")


def markup_format(data: bytes) -> str:
    head = data[:4096].replace(b"\0", b"").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return "xml"
    return (
        "html" if re.search(rb"<\s*(!doctype html|html|table|meta|head|body|style|div)\b", head) else "text"
    )


def zipped_format(data: bytes) -> str:
    """Check the archive's directory before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except UNREADABLE:
        raise Refused("file_truncated") from None
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if unpacked > MAX_UNPACKED or len(entries) > 20_000:
        raise Refused("zip_too_large", megabytes=unpacked // 2**20, limit=MAX_UNPACKED // 2**20)
    if unpacked > RATIO_FROM and unpacked / min(packed, len(data)) > MAX_RATIO:
        raise Refused("zip_bomb", ratio=int(unpacked / min(packed, len(data))), limit=MAX_RATIO)
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("file_encrypted")
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names or "content.xml" in names:
        return "xlsx"
    if "word/document.xml" in names:
        raise Refused("file_not_a_table", kind="Word")
    if "ppt/presentation.xml" in names:
        raise Refused("file_not_a_table", kind="PowerPoint")
    return "zip"


def date1904(data: bytes) -> bool:
    """Does this zipped workbook count days from 1904? (calamine says so only for cells with a date format)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("xl/workbook.xml") as part:
            return re.search(rb"date1904\s*=\s*[\"'](1|true)", part.read(2**20)) is not None
    except UNREADABLE:
        return False


def far_cell(data: bytes) -> tuple[str, int, int] | None:
    """(sheet part, rows, columns) of the first sheet that spans too many cells; slow, so asked only when needed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
                rows, columns = span(archive, name)
                if rows * columns > MAX_CELLS or columns > MAX_COLUMNS:
                    return name, rows, columns
    return None


def span(archive: zipfile.ZipFile, name: str) -> tuple[int, int]:
    """The last row and column that any cell of a sheet names."""
    rows = columns = 0
    with archive.open(name) as part:
        rest = b""
        while block := part.read(2**20):
            block = rest + block
            for cell in re.finditer(rb'\br="([A-Z]{1,3})(\d{1,7})"', block):
                rows = max(rows, int(cell[2]))
                columns = max(columns, number_of(cell[1]))
            rest = block[-24:]
    return rows, columns


def number_of(letters: bytes) -> int:
    total = 0
    for one in letters:
        total = total * 26 + one - 64
    return total


def check_cells(cells: int) -> None:
    """Raises Refused when a file has more cells than the checks shall hold in memory."""
    if cells > MOST_CELLS:
        raise Refused("too_many_cells", limit=MOST_CELLS)


def check_sheets(sheets: int) -> None:
    """Raises Refused when there are more sheets than any ledger has: even one pupil a sheet fills fewer."""
    if sheets > MAX_SHEETS:
        raise Refused("too_many_sheets", sheets=sheets, limit=MAX_SHEETS)
