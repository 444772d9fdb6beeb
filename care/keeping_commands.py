"""Commands for keeping the data directory: backup, restore, encryption."""

import base64
import secrets
from argparse import Namespace
from pathlib import Path

from care import backup, office, sealing
from care.commands import Result
from care.definitions import Definitions


def add(asks, command) -> None:
    """The commands and their words on the command line."""
    made = command(asks, "backup", back_up, "write everything precious into one file, and verify it")
    made.add_argument("file", type=Path, metavar="FILE.zip")
    back = command(asks, "restore", restore, "bring a backup back into a new or empty data directory")
    back.add_argument("file", type=Path, metavar="FILE.zip")
    command(asks, "key", new_key, "make a key for CAREBOARD_KEY; it is kept nowhere")
    seal = command(asks, "encrypt", encrypt, "encrypt the data directory with the key in CAREBOARD_KEY")
    unseal = command(asks, "decrypt", decrypt, "write the data directory readable again")
    for one in (made, back, seal, unseal):
        one.add_argument("--by", default="local", help="who does it; stands in the audit log")


def back_up(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    return Result(backup.write(folder, asked.file, asked.by).told())


def restore(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    """Bring a backup back and build its figures, so that it is known to be readable here."""
    told = backup.restore(asked.file, folder, asked.by).told()
    store = office.refresh(folder, definitions)
    return Result(told | {"store": store.stem})


def new_key(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    """32 random bytes. Lost, everything that was encrypted with it is lost."""
    return Result(base64.b64encode(secrets.token_bytes(32)).decode())


def encrypt(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    return Result({"encrypted": sealing.encrypt(folder, asked.by)})


def decrypt(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    return Result({"decrypted": sealing.decrypt(folder, asked.by)})
