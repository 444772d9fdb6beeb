"""The process that parses speaks to us through pipes alone: nothing of a ledger on the disk, no dead lock, no flood."""

import os
import subprocess
import sys
import tempfile

import pytest

from care import vault
from care.ledgers import handing, prechecks, reading, spare
from care.ledgers.problems import Refused
from care.ledgers.progress import Cancelled

LARGE = "\n".join(["姓名,走访时间", *("王小芳,2025-12-01" for _ in range(200_000))]).encode()


@pytest.fixture(autouse=True)
def none_ready():
    """Each test begins its own, and leaves none of its kind to others."""
    spare.end()
    yield
    spare.end()


@pytest.fixture
def instead(monkeypatch):
    """Run a script of ours instead of the reader."""

    def put(script: str) -> list[subprocess.Popen]:
        begun, popen = [], subprocess.Popen
        start = "import sys, time; out = sys.stdout.buffer; "
        monkeypatch.setattr(
            spare.subprocess,
            "Popen",
            lambda command, **how: (
                begun.append(popen([sys.executable, "-c", start + script], **how)) or begun[-1]
            ),
        )
        return begun

    return put


def code_of(data: bytes = LARGE) -> str:
    with pytest.raises(Refused) as refusal:
        reading.read("a.csv", data)
    return refusal.value.problem.code


def test_no_file_is_written(monkeypatch):
    for name in ("TemporaryDirectory", "NamedTemporaryFile", "mkstemp", "mkdtemp"):
        monkeypatch.setattr(tempfile, name, None)
    (sheet,) = reading.read("a.csv", LARGE).sheets
    assert (sheet.height, sheet.cells.column("c1")[200_000].as_py()) == (200_001, "2025-12-01")


def test_a_child_that_floods_is_ended(instead, monkeypatch):
    monkeypatch.setattr(handing, "MOST", 10_000_000)
    begun = instead(
        """said = b'{"height": 1}'; [out.write(b's' + len(said).to_bytes(8, 'little') + said) for _ in iter(int, 1)]"""
    )
    assert code_of() == "file_needs_memory"
    assert begun[0].returncode is not None


@pytest.mark.parametrize(
    "script",
    [
        "out.write(b'Traceback (most recent call last):')",
        "out.write(b'c' + (5).to_bytes(8, 'little') + b'arrow')",
        "out.write(b's' + (50).to_bytes(8, 'little') + b'{')",
        "sys.stdin.buffer.read(); out.write(b'e' + (2).to_bytes(8, 'little') + b'{}')",
        "pass",
    ],
)
def test_a_child_that_says_what_is_no_sheet_reads_nothing(instead, script):
    instead(script)
    assert code_of() == "file_needs_memory"


def test_a_child_that_neither_reads_nor_writes_is_ended(instead, monkeypatch):
    monkeypatch.setattr(reading, "PATIENCE", 0.2)
    monkeypatch.setattr(reading, "PATIENT", 1)
    begun = instead("time.sleep(60)")
    assert code_of() == "file_takes_too_long"
    assert begun[0].returncode != 0


def test_a_cancel_ends_a_child_that_does_not_read(instead):
    begun = instead("time.sleep(60)")

    def tell(step):
        if begun:
            raise Cancelled

    with pytest.raises(Cancelled):
        reading.read("a.csv", LARGE, tell)
    assert begun[0].returncode != 0


def test_more_cells_than_the_checks_shall_hold_end_the_reading(monkeypatch):
    monkeypatch.setattr(prechecks, "MOST_CELLS", 200_000)
    assert code_of() == "too_many_cells"
    assert reading.read("a.csv", LARGE[:500_000]).sheets[0].height > 10_000


def test_who_parses_strangers_files_is_not_told_the_key(monkeypatch):
    told, popen = [], subprocess.Popen
    monkeypatch.setenv(vault.KEY, "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
    monkeypatch.setattr(
        spare.subprocess,
        "Popen",
        lambda command, env=None, **how: (
            told.append(env or dict(os.environ)) or popen(command, env=env, **how)
        ),
    )
    assert reading.read("a.csv", "姓名\n甲\n".encode()).sheets
    assert told and not any(vault.KEY in one for one in told)
