"""Commands for keeping the data directory: backup, restore, encryption, erasing."""

import base64
import secrets
from argparse import Namespace
from pathlib import Path

from care import backup, erasing, office, retention, sealing, whom
from care.commands.result import Result, UsageError, records, store_in_force
from care.definitions import Definitions
from care.store import EVERYTHING


def add(asks, command) -> None:
    """The commands and their words on the command line."""
    made = command(asks, "backup", back_up, "write everything precious into one file, and verify it")
    made.add_argument("file", type=Path, metavar="FILE.zip")
    back = command(asks, "restore", restore, "bring a backup back into a new or empty data directory")
    back.add_argument("file", type=Path, metavar="FILE.zip")
    command(asks, "key", new_key, "make a key for CAREBOARD_KEY; it is kept nowhere")
    seal = command(asks, "encrypt", encrypt, "encrypt the data directory with the key in CAREBOARD_KEY")
    unseal = command(asks, "decrypt", decrypt, "write the data directory readable again")
    gone = command(asks, "erase", erase, "erase a person; or list whose purpose has ended (--due)")
    gone.add_argument("--id", metavar="ID", help="ID number, or the person number that links hold")
    gone.add_argument("--reason", choices=erasing.REASONS, default="request")
    gone.add_argument(
        "--texts",
        choices=("take", "keep"),
        help="a name of two signs inside texts of others: take it out, or keep it",
    )
    gone.add_argument("--lift", action="store_true", help="somebody erased (--id) may come in again")
    gone.add_argument(
        "--again", type=Path, metavar="DIR", help="erase here whoever was erased in that data directory"
    )
    gone.add_argument("--due", action="store_true", help="who has left all groups long ago; changes nothing")
    for one in (made, back, seal, unseal, gone):
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


def erase(asked: Namespace, folder: Path, definitions: Definitions) -> Result:
    """Erase one person, lift an erasing, do erasings of another directory again, or list who is due."""
    if asked.again:
        return Result(retention.again(folder, definitions, asked.again, asked.by))
    if asked.due:
        store = store_in_force(folder, definitions)
        return Result(records(retention.ended(store, EVERYTHING, definitions, store.as_of)))
    if not asked.id:
        raise UsageError("Whom? Say --id, or --due, or --again DIR.")
    if asked.lift:
        return Result({"lifted": retention.lift(folder, asked.id, asked.by)})
    told = whom.find(folder, office.current(folder, definitions), asked.id)
    texts = {"take": True, "keep": False}.get(asked.texts)
    return Result(retention.erase(folder, definitions, told, asked.by, asked.reason, texts))
