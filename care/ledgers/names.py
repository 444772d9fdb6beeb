"""File names as they come: bytes that no encoding fits, folders, signs that a file system or a page cannot take."""

import re

MOST_BYTES = 180


def readable(name: str) -> str:
    """A name that can be written anywhere. Python gives bytes it cannot read as lone surrogates; they are nearly
    always GBK, as Chinese Windows packs them."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return read_again(name)
    return name


def read_again(name: str) -> str:
    try:
        return name.encode("utf-8", "surrogateescape").decode("gb18030")
    except UnicodeError:
        return name.encode("utf-8", "replace").decode()


def safe_name(file: str) -> str:
    """A file name without folders, control characters and names that Windows keeps for itself."""
    name = re.split(r"[/\\]", readable(file))[-1]
    name = re.sub(r'[\x00-\x1f<>:"|?*\u202a-\u202e\u2066-\u2069]', "_", name).strip(" .") or "file"
    if re.match(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", name):
        name = "_" + name
    stem, dot, ending = name.rpartition(".")
    while len(name.encode()) > MOST_BYTES and stem:
        stem = stem[:-1]
        name = stem + dot + ending
    return name if len(name.encode()) <= MOST_BYTES else name.encode()[:MOST_BYTES].decode("utf-8", "ignore")
