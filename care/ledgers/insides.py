"""What stands inside a file as it came, unpacked: whatever may be an ID number in it."""

import contextlib
import io
import re
import zipfile
from collections.abc import Iterator

from care.zips import UNREADABLE

ID_FORMS = (re.compile(r"(?=(\d{17}[\dX]))"), re.compile(r"(?=(\d{15}))"))
SHORTEST = 15
BLANKS = b" \t\n\r\v\f\0\x1c\x1d\x1e\x1f\x85\xa0"  # wide letters have \0 between
DIGITS = bytes(
    one if chr(one).isascii() and chr(one).isdigit() else ord("X") if one in b"Xx" else ord(" ")
    for one in range(256)
)


def parts(data: bytes) -> Iterator[bytes]:
    """A file and, where it is packed, its parts."""
    yield data
    if not data.startswith(b"PK"):
        return
    with contextlib.suppress(*UNREADABLE), zipfile.ZipFile(io.BytesIO(data)) as packed:
        for one in packed.namelist():
            with contextlib.suppress(*UNREADABLE):  # a damaged part does not hide the next
                yield packed.read(one)


def ids_in(data: bytes) -> set[str]:
    """Whatever may be an ID number in a file as it came; too many rather than too few."""
    runs = {
        run for part in parts(data) for run in part.translate(DIGITS, BLANKS).split() if len(run) >= SHORTEST
    }
    return {one for run in runs for form in ID_FORMS for one in form.findall(run.decode())}
