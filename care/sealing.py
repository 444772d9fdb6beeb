"""Turns a plain data directory into a sealed one (care/vault.py) and back, file by file.

Whoever has the key can read the directory at any moment in between; one that was stopped halfway is gone on with by
running the same again (or the other way back).
"""

import json
import shutil
from pathlib import Path

from care import audit, vault
from care.backup import DERIVED, precious
from care.inspection.log import split
from care.ledgers import batches
from care.ledgers.problems import Refused
from care.locking import log_lock


def encrypt(folder: Path, by: str) -> int:
    """Seal every file with this process's key. Returns how many were plain. Raises Refused without a key, or where
    another one is in use. What stood in the files before may still be found in the disk's free space."""
    _start(folder)
    done = 0
    with batches.alone(folder, by):
        vault.mark(folder, vault.SEALING)
        _sweep(folder)
        while changed := sum(map(_seal, _files(folder))):
            done += changed  # once more: somebody may have written a file that was passed already
        audit.record(folder, by, "encrypt", files=done)
        vault.mark(folder, vault.SEALED)
    return done


def decrypt(folder: Path, by: str) -> int:
    """Write every file plain again. Returns how many were sealed. Raises Refused without the key."""
    if vault.marked(folder) is None:
        raise Refused("vault_none")
    _start(folder)
    done = 0
    with batches.alone(folder, by):
        vault.mark(folder, vault.OPENING)
        _sweep(folder)
        while changed := sum(map(_open, _files(folder))):
            done += changed
        audit.record(folder, by, "decrypt", files=done)
        (folder / vault.VAULT).unlink()
        vault.force_folder(folder)
    return done


def _start(folder: Path) -> None:
    """Refuse before anything is touched."""
    if vault.key() is None:
        raise Refused("key_missing")
    said = vault.marked(folder)
    if said is not None:
        vault.fits(said)


def _files(folder: Path) -> list[Path]:
    return [path for path in precious(folder) if path.name != vault.VAULT]


def _sweep(folder: Path) -> None:
    """Remove what is derived, or was left aside: it holds readable data, or is of no use any more."""
    for name in DERIVED:
        shutil.rmtree(folder / name, ignore_errors=True)
    for left in list(folder.rglob(".*")):
        shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink(missing_ok=True)


def _seal(path: Path) -> bool:
    """Seal a file; False where it was."""
    if path.suffix == ".jsonl":
        return _rewrite(path, lambda line: line if line.startswith(vault.LINE) else vault.sealed_line(line))
    data = path.read_bytes()
    plain = not data.startswith(vault.MARK)
    hidden = path.with_name(batches.HIDDEN) if path.parent.name == "original" else path
    if plain:
        vault.replace(hidden, data, seal=True)
    if hidden != path:
        path.unlink()  # its name may say who is in it
        vault.force_folder(path.parent)
    return plain or hidden != path


def _open(path: Path) -> bool:
    """Write a file plain; False where it was."""
    if path.suffix == ".jsonl":
        return _rewrite(path, lambda line: vault.opened_line(line, path.name))
    data = path.read_bytes()
    if not data.startswith(vault.MARK):
        return False
    named = path
    if path.parent.name == "original" and path.name == batches.HIDDEN:
        named = path.with_name(json.loads(vault.read(path.parents[1] / "manifest.json"))["file"])
    vault.replace(named, vault.opened(data, path.name))
    if named != path:
        path.unlink()
        vault.force_folder(path.parent)
    return True


def _rewrite(log: Path, change) -> bool:
    """Each line of a log anew; nobody adds one meanwhile. A line that was cut off is left out."""
    with log_lock(log, batches.PATIENCE):
        before = split(log.read_text("utf-8", "replace"))
        after = []
        for line in before:
            try:
                after.append(change(line))
            except ValueError:
                continue
        if after != before:
            vault.replace(log, "".join(f"{line}\n" for line in after).encode())
    return after != before
