"""Files that the command line writes: as they are, or behind a password that is never a word of the command."""

import getpass
import os
from argparse import ArgumentParser, Namespace
from pathlib import Path

from care.commands.result import UsageError


def add_password(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--password-env",
        metavar="NAME",
        help="write an AES .zip; the password is in this variable (“-”: asked for)",
    )


def write(asked: Namespace, data: bytes) -> Path:
    """Write what --out asks for; with a password FILE.zip instead. Returns the path. Raises UsageError."""
    out: Path = asked.out
    if asked.password_env:
        from care.exports.sealed import SHORTEST, PasswordRefused, sealed

        try:
            data, out = (
                sealed(out.name, data, _password(asked.password_env)),
                out.with_name(f"{out.name}.zip"),
            )
        except PasswordRefused:
            raise UsageError(
                f"A password needs {SHORTEST} characters or more; nothing was written."
            ) from None
    put(out, data)
    return out


def put(out: Path, data: bytes) -> None:
    """Write a file. Raises UsageError where it cannot be written."""
    try:
        out.write_bytes(data)
    except (OSError, ValueError) as fault:  # a name that no file can have
        raise UsageError(f"{out} cannot be written: {getattr(fault, 'strerror', None) or fault}") from None


def _password(name: str) -> str:
    if name == "-":
        return getpass.getpass("Password: ")
    return os.environ.get(name, "")
