"""Do the parts of a zipped workbook hold what its directory says? The reader does not look: one flipped bit would
change cells without a word, and a part may unpack to far more than it admits."""

import contextlib
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

from care.ledgers.problems import Refused
from care.zips import UNREADABLE

BLOCK = 1 << 20
UNREAD = (
    "xl/media/",
    "xl/drawings/",
    "xl/embeddings/",
    "xl/charts/",
    "Pictures/",
    "Thumbnails/",
    "docProps/",
)


def check_parts(data: bytes, wanted: Callable[[str], bool] = lambda name: True) -> None:
    """Unpack each part that a reader may look at, block by block, keeping nothing. Raises Refused: file_truncated for a
    wrong checksum or size, zip_part_forged for a part that goes on beyond its size. `wanted`: of which names."""
    with truncated(), zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.infolist():
            name = part.filename
            if not name.startswith(UNREAD) and not name.endswith("/") and wanted(name):
                for _ in checked(data, part):
                    pass


def whole_part(data: bytes, part: zipfile.ZipInfo) -> bytearray:
    """A part's content, in no more memory than it takes. Raises Refused, as check_parts does."""
    content, at = bytearray(part.file_size), 0
    with truncated(), memoryview(content) as view:
        for block in checked(data, part):
            view[at : at + len(block)] = block
            at += len(block)
    return content


@contextlib.contextmanager
def truncated() -> Iterator[None]:
    """What unpacking says of damage, as a reason."""
    try:
        yield
    except UNREADABLE:
        raise Refused("file_truncated") from None


def checked(data: bytes, part: zipfile.ZipInfo) -> Iterator[bytes | memoryview]:
    """A part's blocks; never more than it admits. Raises Refused at the first that is too much, or at the end."""
    start = part.header_offset + 30 + sum(struct.unpack_from("<HH", data, part.header_offset + 26))
    packed = memoryview(data)[start : start + part.compress_size]
    if len(packed) < part.compress_size or part.compress_type not in (
        zipfile.ZIP_STORED,
        zipfile.ZIP_DEFLATED,
    ):
        raise Refused("file_truncated")
    crc = size = 0
    for block in [packed] if part.compress_type == zipfile.ZIP_STORED else unpacked(packed):
        size += len(block)
        if size > part.file_size:
            raise Refused("zip_part_forged", name=part.filename[:60], megabytes=part.file_size // 2**20)
        crc = zlib.crc32(block, crc)
        yield block
    if (size, crc) != (part.file_size, part.CRC):
        raise Refused("file_truncated")


def unpacked(packed: memoryview):
    """The part's content in blocks."""
    reader = zlib.decompressobj(-15)
    for at in range(0, len(packed), BLOCK):
        rest: bytes | memoryview = packed[at : at + BLOCK]
        while rest and not reader.eof:
            yield reader.decompress(rest, BLOCK)
            rest = reader.unconsumed_tail
    if not reader.eof:
        yield reader.flush()
        if not reader.eof:
            raise Refused("file_truncated")
