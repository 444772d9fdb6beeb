"""The bytes of a data directory: plain, or sealed where it has a key. Everything precious is read and written here.

A sealed directory has a `vault.json` that names its key; files are MARK + key's name + nonce + AES-256-GCM, lines of
logs the same in base64 after “~”, each by itself, so that adding a line stays one write. The key (32 bytes, base64)
is in CAREBOARD_KEY, or in the file that CAREBOARD_KEY_FILE names; it is never written anywhere.

Whatever is sealed is opened wherever it lies, whatever is plain is read as it is: a directory that is half way
(care/sealing.py) can be used. A sealed file that was changed is refused. Not guarded against: an old copy of a file put
in place of a newer one.
"""

import base64
import binascii
import contextlib
import errno
import hashlib
import json
import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from care import journal
from care.ledgers.problems import Refused

KEY, KEY_FILE = "CAREBOARD_KEY", "CAREBOARD_KEY_FILE"
VAULT = "vault.json"
SEALED, SEALING, OPENING = "sealed", "sealing", "opening"  # states of a directory with a key
MARK, LINE = b"CareBoard sealed 1\n", "~"
NAME, NONCE = 8, 12  # bytes
SPILL = ".spill"
DEPTH = 4  # folders from a file up to its data directory, at most


def key() -> bytes | None:
    """The key that this process was given. Raises Refused('key_unreadable') for one that is none."""
    text = os.environ.get(KEY, "")
    file = os.environ.get(KEY_FILE, "")
    if not text and file:
        try:
            text = Path(file).read_text("ascii")
        except (OSError, ValueError):
            raise Refused("key_unreadable", where=KEY_FILE) from None
    if not text:
        return None
    try:
        found = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        found = b""
    if len(found) != 32:
        raise Refused("key_unreadable", where=KEY if os.environ.get(KEY) else KEY_FILE)
    return found


def private() -> bool:
    """Does this process work on sealed data? Then nothing may be spilled to files."""
    return key() is not None


def limits(folder: Path | None = None) -> dict[str, str]:
    """DuckDB settings: where what does not fit in memory goes, of a plain directory; of a sealed one no files. Left to
    itself DuckDB takes .tmp where the program runs, and no erasing would find what a killed process left there."""
    if private():
        return {"temp_directory": "", "max_temp_directory_size": "0KB"}
    return {"temp_directory": str(folder / SPILL)} if folder else {}


def name_of(secret: bytes) -> bytes:
    """A key's name, from which it cannot be worked back."""
    return hashlib.sha256(b"careboard key " + secret).digest()[:NAME]


def marked(folder: Path) -> dict | None:
    """What vault.json says ({key, state}), None for a plain directory."""
    try:
        return told((folder / VAULT).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except IsADirectoryError:
        raise Refused("vault_damaged") from None


def told(data: bytes) -> dict:
    """What the bytes of a vault.json say. Raises Refused('vault_damaged') for anything else."""
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        said = None
    states = (SEALED, SEALING, OPENING)
    if not isinstance(said, dict) or not isinstance(said.get("key"), str) or said.get("state") not in states:
        raise Refused("vault_damaged")
    return said


def mark(folder: Path, state: str) -> None:
    """Say that the directory is sealed with this process's key, or on its way. Raises Refused without a key."""
    secret = _needed()
    told = {"format": 1, "cipher": "AES-256-GCM", "key": name_of(secret).hex(), "state": state}
    replace(folder / VAULT, json.dumps(told).encode())


def ready(folder: Path) -> bool:
    """Whether the directory is sealed; a new one becomes so where there is a key. Raises Refused where the key is
    missing or another one, and where a key is given but the directory is plain."""
    said, secret = marked(folder), key()
    if said is None and secret is None:
        return False
    if said is None:
        own = [path for path in _entries(folder) if path.suffix == ".lock" or path.name == journal.FOLDER]
        if any(path not in own and not path.name.startswith(".") for path in _entries(folder)):
            raise Refused("vault_plain")
        folder.mkdir(parents=True, exist_ok=True)
        mark(folder, SEALED)
        return True
    fits(said)
    return True


def _entries(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.exists() else []


def seals(path: Path) -> bool:
    """Is what is written to `path` to be sealed? Raises Refused where it is, and the key does not fit."""
    for folder in (path, *path.parents[:DEPTH]):
        said = marked(folder)
        if said is not None:
            fits(said)
            return said["state"] != OPENING
    return False


def fits(said: dict) -> None:
    """Is this process's key the directory's? Raises Refused."""
    secret = key()
    if secret is None:
        raise Refused("key_missing")
    if name_of(secret).hex() != said.get("key"):
        raise Refused("key_wrong")


def read(path: Path) -> bytes:
    """A file's bytes, opened where it is sealed. Raises OSError, or Refused for a wrong key or a changed file."""
    data = path.read_bytes()
    return opened(data, path.name) if data.startswith(MARK) else data


def read_text(path: Path) -> str:
    return read(path).decode("utf-8")


def write(path: Path, data: bytes) -> None:
    """Write and force to disk; for files that are still aside."""
    _write(path, sealed(data) if seals(path) else data)


def replace(path: Path, data: bytes, seal: bool = False) -> None:
    """Write `data` aside and rename it into place: there is the file before or this one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.parent / f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}"  # threads may write one file
    try:
        _write(aside, sealed(data) if seal else data)
        aside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
        raise
    force_folder(path.parent)


def put(path: Path, data: bytes) -> None:
    """The same, sealed where the directory is."""
    replace(path, data, seals(path))


def sealed(data: bytes) -> bytes:
    secret = _needed()
    nonce = os.urandom(NONCE)
    return MARK + name_of(secret) + nonce + _cipher(secret).encrypt(nonce, data, MARK)


def opened(data: bytes, name: str) -> bytes:
    """The bytes that were sealed. Raises Refused."""
    secret, body = _needed(), data[len(MARK) :]
    if body[:NAME] != name_of(secret):
        raise Refused("key_wrong")
    try:
        return _cipher(secret).decrypt(body[NAME : NAME + NONCE], body[NAME + NONCE :], MARK)
    except (InvalidTag, ValueError):
        raise Refused("file_changed", name=name) from None


def sealed_line(text: str) -> str:
    return LINE + base64.b64encode(sealed(text.encode())[len(MARK) :]).decode()


def opened_line(text: str, name: str) -> str:
    """A line of a log, opened where it is sealed. Raises ValueError for one that was cut off, Refused for a wrong key
    and for one that was changed."""
    if not text.startswith(LINE):
        return text
    data = base64.b64decode(text[1:], validate=True)
    if len(data) < NAME + NONCE + 16:
        raise ValueError("cut off")
    return opened(MARK + data, name).decode()


def _needed() -> bytes:
    secret = key()
    if secret is None:
        raise Refused("key_missing")
    return secret


@lru_cache(maxsize=4)
def _cipher(secret: bytes) -> AESGCM:
    return AESGCM(secret)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def force_folder(path: Path) -> None:
    """Make a rename durable; Windows and some shares have no such call for folders: there the server sees to it."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as fault:
        if fault.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS):
            raise
    finally:
        os.close(handle)
