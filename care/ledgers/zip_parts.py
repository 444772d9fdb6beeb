"""Do the parts of a zipped workbook hold what its directory says? The reader does not look: one flipped bit would
change cells without a word, and a part may unpack to far more than it admits."""

import io
import struct
import zipfile
import zlib

from care.ledgers.problems import Refused

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


def check_parts(data: bytes) -> None:
    """Unpack each part that a reader may look at, block by block, keeping nothing. Raises Refused: file_truncated
    for a wrong checksum or size, zip_part_forged for a part that goes on beyond its size."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.infolist():
                if not part.filename.startswith(UNREAD) and not part.filename.endswith("/"):
                    check_part(data, part)
    except (zipfile.BadZipFile, zlib.error, struct.error, ValueError):
        raise Refused("file_truncated") from None


def check_part(data: bytes, part: zipfile.ZipInfo) -> None:
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
