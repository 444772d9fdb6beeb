"""A data directory on a network share: where locks, renaming or forcing to disk fail, it is said and nothing is half done."""

import errno
import json
import os
import platform
import shutil
import warnings
from pathlib import Path

import pytest

from care import audit, doctor, notes, trouble
from care.__main__ import main
from care.ledgers import batches
from care.ledgers.problems import Refused
from care.words import voice
from tests.deeds import between, found
from tests.ledgers import TODAY
from tests.small_office import EAST, roll, small_office, take_in

fcntl = pytest.importorskip("fcntl")  # POSIX only
FAULTS = {
    "ENOLCK": "disk_unfit",
    "ENOTSUP": "disk_unfit",
    "ENOSYS": "disk_unfit",
    "ESTALE": "disk_gone",
    "EIO": "disk_gone",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return small_office(tmp_path_factory.mktemp("shares") / "live")


@pytest.fixture
def desk(made, tmp_path):
    return Path(shutil.copytree(made, tmp_path / "live"))


def failing(monkeypatch, where, name: str, number: int, below: Path, from_call: int = 1) -> list[int]:
    """Let `where.name` fail from its nth call on, as a share would; returns the count of calls."""
    real, calls = getattr(where, name), [0]

    def call(*asked, **more):
        calls[0] += 1
        if calls[0] >= from_call:
            raise OSError(number, os.strerror(number))
        return real(*asked, **more)

    monkeypatch.setattr(where, name, call)
    return calls


def note(desk: Path) -> None:
    notes.leave(desk, notes.Figure("pairing_coverage", EAST), TODAY, "agreed", "test")


def newcomers(desk: Path) -> None:
    take_in(desk, ("新.xlsx", roll(["新来人"], 70)))


def asides(desk: Path) -> list[Path]:
    return [one for one in desk.rglob(".*") if one.name not in (".doctor",)]


@pytest.mark.parametrize("number", FAULTS)
@pytest.mark.parametrize("deed", [note, newcomers])
def test_where_files_cannot_be_locked_nothing_is_written(desk, monkeypatch, number, deed):
    before = found(desk)
    failing(monkeypatch, fcntl, "flock", getattr(errno, number), desk)
    with warnings.catch_warnings(), pytest.raises(OSError) as fault:
        warnings.simplefilter("ignore")
        deed(desk)
    assert trouble.code_of(fault.value) == FAULTS[number]
    monkeypatch.undo()
    assert found(desk) == before
    deed(desk)
    assert found(desk) != before


@pytest.mark.parametrize(
    ("where", "number"), [("rename", "ENOTSUP"), ("replace", "EXDEV"), ("fsync", "EIO"), ("fsync", "ESTALE")]
)
@pytest.mark.parametrize("deed", [note, newcomers])
def test_whichever_step_fails_the_state_is_the_one_before_or_after(
    made, tmp_path, monkeypatch, where, number, deed
):
    first = Path(shutil.copytree(made, tmp_path / "first"))
    before = found(first)
    deed(first)
    after = found(first)
    for step in range(1, 30):
        desk = Path(shutil.copytree(made, tmp_path / f"{step}"))
        calls = failing(monkeypatch, os, where, getattr(errno, number), desk, step)
        try:
            deed(desk)
        except OSError as fault:
            assert trouble.code_of(fault) in ("disk_unfit", "disk_gone")
        monkeypatch.undo()
        assert between("import" if deed is newcomers else "note", before, after, found(desk)) == "", step
        assert audit.verify(desk).broken_at is None
        assert not asides(desk)
        if calls[0] < step:
            return
    raise AssertionError("never came to its end")


def test_a_share_that_cannot_force_folders_is_used(desk, monkeypatch):
    """Their server sees to it; the files themselves are forced."""
    real = os.fsync

    def files_only(handle):
        if Path(f"/proc/self/fd/{handle}").is_dir():
            raise OSError(errno.EINVAL, "x")
        real(handle)

    monkeypatch.setattr(os, "fsync", files_only)
    before = found(desk)
    newcomers(desk)
    assert found(desk) != before


def test_another_machine_at_work_is_named_though_the_lock_is_free(desk):
    said = {"who": "周干事", "pid": 7, "host": "office-2", "since": batches.now()}
    (desk / "writer.json").write_text(json.dumps(said), "utf-8")
    before = found(desk)
    with pytest.raises(Refused) as refused:
        newcomers(desk)
    assert refused.value.problem.code == "writer_elsewhere"
    assert refused.value.problem.values["host"] == "office-2"
    assert found(desk) == before and (desk / "writer.json").exists()
    for free in (
        {"host": platform.node()},
        {"since": "2020-01-01T00:00:00+00:00"},
        {"since": "?"},
        {"since": 3},
    ):
        (desk / "writer.json").write_text(json.dumps(said | free), "utf-8")
        note(desk)
        with batches.writer(desk, "test"):
            assert batches.owner(desk / "writer.json")["host"] == platform.node()
    for damaged in ("", "[]", "{", "null"):
        (desk / "writer.json").write_text(damaged, "utf-8")
        with batches.writer(desk, "test"):
            pass


def test_the_command_line_says_it_in_both_languages(desk, monkeypatch, capsys):
    path = desk.parent / "新.xlsx"
    path.write_bytes(roll(["新来人"], 70))
    failing(monkeypatch, fcntl, "flock", errno.ENOLCK, desk)
    assert main(["--data", str(desk), "import", str(path)]) == 1
    told = capsys.readouterr().err
    assert "网络共享" in told and "network share" in told and "Traceback" not in told


def test_the_doctor_tries_a_lock_from_a_second_process_and_renames(tmp_path, monkeypatch):
    assert doctor.disk(tmp_path).well
    assert not list(tmp_path.iterdir())
    for where, name, number, step in (
        (fcntl, "flock", errno.ENOLCK, "locked"),
        (os, "replace", errno.ENOTSUP, "renamed"),
        (os, "fsync", errno.EIO, "forced"),
    ):
        with monkeypatch.context() as patched:
            failing(patched, where, name, number, tmp_path)
            said = doctor.disk(tmp_path)
        assert (said.well, said.values["step"]) == (False, step)


def test_the_doctor_sees_locks_that_hold_nobody_back(tmp_path, monkeypatch):
    """As on shares that say yes to every lock."""
    monkeypatch.setattr(fcntl, "flock", lambda *_: None)
    said = doctor.disk(tmp_path)
    assert (said.well, said.values["step"]) == (False, "locked")


def test_every_fault_has_its_words():
    for lang in ("zh", "en"):
        for code in {*FAULTS.values(), "lock_busy", "disk_full", "disk_shut"}:
            assert voice(lang)(f"problem.{code}")
