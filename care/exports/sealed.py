"""A file behind a password: a .zip with AES-256 (WinZip's form), which 7-Zip, WinRAR, WinZip and macOS tools open.

The name of the file inside can be read without the password: ours name nobody, an original is called as it was sent. Windows' own Explorer cannot open it.
"""

import io
from pathlib import PurePath

import pyzipper

SHORTEST = 8  # characters of a password


class PasswordRefused(ValueError):
    """Too short to be of use."""


def sealed(name: str, data: bytes, password: str) -> bytes:
    """A .zip that holds `data` as `name`. Raises PasswordRefused for a short password."""
    if len(password) < SHORTEST:
        raise PasswordRefused(SHORTEST)
    with pyzipper.AESZipFile(
        out := io.BytesIO(), "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as made:
        made.setpassword(password.encode("utf-8"))
        made.writestr(PurePath(name).name, data)
    return out.getvalue()
