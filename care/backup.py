"""All that is precious of a data directory in one file (.zip), and back: consistent, verified, restorable elsewhere.

Everything goes in but what can be made anew (store/, derived/) and what belongs to a running process (locks, logs/). Files go in as
they stand on the disk: a sealed directory gives a sealed backup, which needs the same key.

ABOUT in the .zip lists every file with size and SHA-256. A restore writes to DIR/.restoring, checks everything, also that
each record can be read, and only then moves it into place, batches last: until then the directory holds no data, and it may be run again.
"""

import contextlib
import hashlib
import io
import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import care
from care import audit, erasing, journal, readable, settings, vault
from care.ledgers import batches
from care.ledgers.problems import Refused
from care.locking import log_lock
from care.zips import UNREADABLE

FORMAT = 1  # of the .zip; a newer program reads all older ones
ABOUT = "careboard-backup.json"
DERIVED = ("store", "derived")
NOT_OURS = (*DERIVED, journal.FOLDER)  # what the program logs of itself is of one machine
ASIDE = ".restoring"
WHOLE = "whole"  # in ASIDE: everything was checked, what is left is to move it
TEXTS = (".json", ".jsonl")  # everything else is packed already
PIECE = 1 << 20


@dataclass(frozen=True)
class About:
    """What a backup says of itself. `files`: path below the directory → {size, sha256}."""

    format: int
    version: str
    made_at: str
    by: str
    files: dict[str, dict]

    @property
    def batches(self) -> int:
        return sum(name.startswith("batches/") and name.endswith("/manifest.json") for name in self.files)

    def told(self) -> dict:
        """For people: when, which version, how much."""
        size = sum(one["size"] for one in self.files.values())
        facts = {name: value for name, value in asdict(self).items() if name != "files"}
        return facts | {"batches": self.batches, "files": len(self.files), "bytes": size}


def write(folder: Path, target: Path, by: str) -> About:
    """Back `folder` up to `target` (.zip): written aside, read again and compared, then renamed. Raises Refused."""
    if folder.resolve() in target.resolve().parents:
        raise Refused("backup_inside")
    vault.seals(folder)  # who has no key has no business here
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with aside.open("wb") as file:
            about = pack(folder, file, by)
            file.flush()
            os.fsync(file.fileno())
        with aside.open("rb") as file:
            for _ in checked(file):
                pass
        audit.record(folder, by, "backup", files=len(about.files), batches=about.batches)
        os.replace(aside, target)
        vault.force_folder(target.parent)
    except OSError as fault:
        raise Refused("backup_unwritten", why=fault.strerror or str(fault)) from None
    finally:
        aside.unlink(missing_ok=True)
    return about


def packed(folder: Path, by: str) -> bytes:
    """The same as bytes, for a button."""
    target = io.BytesIO()
    about = pack(folder, target, by)
    for _ in checked(target):
        pass
    audit.record(folder, by, "backup", files=len(about.files), batches=about.batches)
    return target.getvalue()


def pack(folder: Path, target: BinaryIO, by: str) -> About:
    """Write the .zip while nobody else writes: the writer's lock and that of every log are held. An erasing that was
    stopped is gone on with first, or the backup would hold the person. Raises Refused."""
    files: dict[str, dict] = {}
    with contextlib.ExitStack() as held:
        held.enter_context(batches.alone(folder, by))
        if wrong := readable.first_wrong(folder, precious(folder)):  # no restore would take it
            raise Refused("backup_record", what=wrong)
        erasing.finish(folder, settings.in_force(folder))
        held.enter_context(_quiet(folder))
        made = held.enter_context(zipfile.ZipFile(target, "w", zipfile.ZIP_STORED))
        for path in precious(folder):
            name = path.relative_to(folder).as_posix()
            with contextlib.suppress(FileNotFoundError):  # a record that was just forgotten
                files[name] = _put(made, name, path)
        if not files:
            raise Refused("backup_nothing")
        about = About(FORMAT, care.__version__, batches.now(), by, files)
        made.writestr(ABOUT, json.dumps(asdict(about), ensure_ascii=False, indent=1))
    return about


def precious(folder: Path) -> list[Path]:
    """The files that cannot be made anew, in order of their names."""
    found = []
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        if parts[0] in NOT_OURS or any(part.startswith(".") for part in parts) or not path.is_file():
            continue
        if path.suffix != ".lock" and parts != ("writer.json",):
            found.append(path)
    return sorted(found)


@contextlib.contextmanager
def _quiet(folder: Path) -> Iterator[None]:
    """No line is added to any log meanwhile."""
    with contextlib.ExitStack() as held:
        for path in precious(folder):
            if path.suffix == ".jsonl":
                held.enter_context(log_lock(path, batches.PATIENCE))
        yield


def _put(made: zipfile.ZipFile, name: str, path: Path) -> dict:
    digest, size = hashlib.sha256(), 0
    entered = zipfile.ZipInfo(name)
    entered.compress_type = zipfile.ZIP_DEFLATED if path.suffix in TEXTS else zipfile.ZIP_STORED
    with path.open("rb") as source, made.open(entered, "w", force_zip64=True) as entry:
        while piece := source.read(PIECE):
            entry.write(piece)
            digest.update(piece)
            size += len(piece)
    return {"size": size, "sha256": digest.hexdigest()}


def about(source: BinaryIO) -> About:
    """What a backup says it holds. Raises Refused for what is none, and for one of a newer format."""
    try:
        with zipfile.ZipFile(source) as made:
            said = json.loads(made.read(ABOUT))
    except UNREADABLE:
        raise Refused("backup_damaged", what=ABOUT) from None
    if not isinstance(said, dict) or not isinstance(said.get("format"), int):
        raise Refused("backup_damaged", what=ABOUT)
    if said["format"] > FORMAT:
        raise Refused("backup_newer", version=str(said.get("version")))
    try:
        told = About(*(said[name] for name in ("format", "version", "made_at", "by", "files")))
        sizes = [one["size"] + len(one["sha256"]) for one in told.files.values()]
        texts = [told.version.encode(), told.made_at.encode(), told.by.encode()]
    except (KeyError, TypeError, AttributeError, UnicodeEncodeError):
        raise Refused("backup_damaged", what=ABOUT) from None
    if not (sizes and all(texts[:2]) and all(map(_inside, told.files))):
        raise Refused("backup_damaged", what=ABOUT)
    return told


def _inside(name: str) -> bool:
    """A path below the directory, of a file that a backup may hold: none that says all was checked, no folder in place
    of a file of ours, however it is spelt: Windows and macOS take Store for store, Windows “store.”, too."""
    path = PurePosixPath(name)
    plain = not path.is_absolute() and not any(part.startswith(".") or ":" in part for part in path.parts)
    if not plain or "\\" in name or path.as_posix() != name:
        return False
    folders = {PurePosixPath(_bare(folder.name)).suffix for folder in path.parents}
    return _bare(path.parts[0]) not in (*DERIVED, WHOLE) and not folders & {*TEXTS, ".lock"}


def _bare(name: str) -> str:
    return name.casefold().rstrip(". ")


def checked(source: BinaryIO) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Each file as (name, its bytes in pieces), read to its end; a wrong one raises Refused, naming it."""
    told = about(source)
    with zipfile.ZipFile(source) as made:
        names = [one for one in made.namelist() if one != ABOUT]
        for name in sorted(set(told.files) ^ set(names)) + [one for one in names if names.count(one) > 1]:
            raise Refused("backup_damaged", what=name)
        for name, facts in told.files.items():
            pieces = _pieces(made, name, facts)
            yield name, pieces
            for _ in pieces:
                pass


def _pieces(made: zipfile.ZipFile, name: str, facts: dict) -> Iterator[bytes]:
    digest, size = hashlib.sha256(), 0
    try:
        with made.open(name) as entry:
            while size <= facts["size"] and (piece := entry.read(PIECE)):
                digest.update(piece)
                size += len(piece)
                yield piece
    except UNREADABLE:
        raise Refused("backup_damaged", what=name) from None
    if (size, digest.hexdigest()) != (facts["size"], facts["sha256"]):
        raise Refused("backup_damaged", what=name)


def restore(source: Path, folder: Path, by: str) -> About:
    """Bring a backup into a new or empty directory. Raises Refused where it is damaged, or the directory holds data."""
    try:
        with source.open("rb") as file:
            told = about(file)
            _fits(file, told)
            folder.mkdir(parents=True, exist_ok=True)
            with batches.alone(folder, by):
                _bring(file, told, folder, by)
    except OSError as fault:
        raise Refused("restore_failed", why=fault.strerror or str(fault)) from None
    return told


def _fits(file: BinaryIO, told: About) -> None:
    """A sealed backup is restored by whoever has its key: nobody finds out later that it cannot be read."""
    if vault.VAULT in told.files:
        with zipfile.ZipFile(file) as made:
            said = b"".join(_pieces(made, vault.VAULT, told.files[vault.VAULT]))
        try:
            keyed = vault.told(said)
        except Refused:
            raise Refused("backup_damaged", what=vault.VAULT) from None
        vault.fits(keyed)


def _taken(path: Path) -> bool:
    """Whether something lies there: nothing of a restore is put over it."""
    return any(path.iterdir()) if path.is_dir() else path.exists()


def _bring(file: BinaryIO, told: About, folder: Path, by: str) -> None:
    aside = folder / ASIDE
    if precious(folder) and not (aside / WHOLE).exists():
        raise Refused("restore_not_empty")
    if not (aside / WHOLE).exists():
        shutil.rmtree(aside, ignore_errors=True)
        need = sum(one["size"] for one in told.files.values())
        if shutil.disk_usage(folder).free < need:
            raise Refused("restore_no_room", megabytes=need // 2**20 + 1)
        for name, pieces in checked(file):
            path = aside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as out:
                out.writelines(pieces)
                out.flush()
                os.fsync(out.fileno())
        if wrong := readable.first_wrong(aside, precious(aside)):
            raise Refused("backup_damaged", what=wrong)
        vault.replace(aside / WHOLE, told.made_at.encode())
    elif (aside / WHOLE).read_text("utf-8") != told.made_at:
        raise Refused("restore_other", made_at=(aside / WHOLE).read_text("utf-8"))
    elif any(_taken(folder / path.name) for path in aside.iterdir() if path.name != journal.FOLDER):
        raise Refused("restore_not_empty")  # somebody began anew since it was stopped
    for path in sorted(
        aside.iterdir(), key=lambda one: ((one.name != vault.VAULT) + (one.name == "batches"), one.name)
    ):
        if path.name == "batches":  # the last: from here on it stands
            facts = {"files": len(told.files), "batches": told.batches, "made_at": told.made_at}
            audit.record(folder, by, "restore", **facts)
        if path.name not in (WHOLE, journal.FOLDER):  # earlier versions packed logs, and a server has its own
            path.rename(folder / path.name)
    vault.force_folder(folder)
    shutil.rmtree(aside)
