"""A deed whose process was killed before its line was written gets the line later, once, and the chain holds."""

import asyncio
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from care import audit, matching, notes, office, passages, serving, settings, unlogged
from care.__main__ import main
from care.definitions import load
from care.inspection import findings, marks, results, spot_checks
from care.ledgers import batches, remembered
from care.words import LANGUAGES, voice
from tests.deeds import ROOT
from tests.ledgers import EAST, TODAY, TOWN
from tests.small_office import NAMES, person_id, small_office

OWN = ("n", "at", "who", "deed", "hash")  # of every line
KILLED = """
import os, signal, sys
from pathlib import Path
from care import audit
from tests import deeds
audit.record = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
deeds.DEEDS[sys.argv[2]](Path(sys.argv[1]))
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    return small_office(tmp_path_factory.mktemp("unlogged"))


@pytest.fixture
def folder(whole, tmp_path) -> Path:
    return shutil.copytree(whole, tmp_path / "office")


def told(folder: Path) -> list[dict]:
    return [one for one in audit.entries(folder) if one.get("found_afterwards")]


def test_where_every_deed_has_its_line_nothing_is_added(folder):
    before = (folder / audit.FILE).read_bytes()
    assert unlogged.write_down(folder) == 0
    assert (folder / audit.FILE).read_bytes() == before


def test_a_spot_check_and_its_results_get_their_lines_afterwards(folder):
    before = audit.entries(folder)
    (folder / audit.FILE).unlink()
    for one in before:
        if one["deed"] != "sample":
            audit.record(
                folder, one["who"], one["deed"], **{name: one[name] for name in one if name not in OWN}
            )
    (sample,) = spot_checks.everything(folder)
    assert unlogged.write_down(folder) == 1 + len(sample.doors)
    drawn, *doors = told(folder)
    assert (drawn["deed"], drawn["sample"], drawn["seed"]) == ("sample", sample.id, "dice")
    assert {(one["deed"], one["sample"], one["how"], one["doors"]) for one in doors} == {
        ("sample", sample.id, "phone", 1)
    }
    assert unlogged.write_down(folder) == 0
    again = results.Result({"roll": "false"}, None, "test")
    results.record(folder, sample, {1: again, 2: again}, "phone")
    assert unlogged.write_down(folder) == 0


def decide(folder: Path) -> None:
    first, other = (person_id(folder, name) for name in NAMES[2:4])
    matching.decide(folder, first, other, True, "test")


def forget(folder: Path) -> None:
    office.forget(folder, load(), remembered.records(folder, "answer")[0]["id"], "test")


def take_back(folder: Path) -> None:
    marks.unmark(folder, marks.marks(folder)[0], "test")


def mark_anew(folder: Path) -> None:
    check, _, case = marks.marks(folder)[0]["key"].partition("|")
    marks.mark(folder, check, case, "wrong", "", "test")


@pytest.mark.parametrize("deed", [decide, forget, take_back, mark_anew])
def test_what_leaves_nothing_that_tells_of_it_is_not_done_without_its_line(folder, monkeypatch, deed):
    def full(*_, **__):
        raise OSError("disk full")

    before = [remembered.records(folder), marks.marks(folder)]
    with monkeypatch.context() as failing:
        failing.setattr(audit, "record", full)
        with pytest.raises(OSError, match="disk full"):
            deed(folder)
    assert [remembered.records(folder), marks.marks(folder)] == before
    lines = len(audit.entries(folder))
    deed(folder)
    assert [remembered.records(folder), marks.marks(folder)] != before
    assert len(audit.entries(folder)) == lines + 1


@pytest.mark.parametrize("deed", ["import", "undo", "note", "finding", "setting"])
def test_a_deed_that_was_killed_before_its_line_gets_it_once(folder, deed):
    before = len(audit.entries(folder))
    process = subprocess.run([sys.executable, "-c", KILLED, str(folder), deed], cwd=ROOT, check=False)
    assert process.returncode == -signal.SIGKILL
    assert len(audit.entries(folder)) == before  # the deed has no line
    lines = 5 if deed == "finding" else 1  # each finding of those opened together has one of its own
    assert unlogged.write_down(folder) == lines
    line = told(folder)[-1]
    assert (line["deed"], line["who"]) == (deed, "test") and line["done_at"] <= line["at"]
    assert "batch" in line if deed in ("import", "undo") else True
    assert unlogged.write_down(folder) == 0
    audit.record(folder, "test", "backup")
    assert audit.verify(folder) == audit.Verdict(before + lines + 1, None, audit.entries(folder)[-1]["hash"])


def test_lines_that_say_the_same_are_counted(folder, monkeypatch):
    """Twice the same finding, rule, passage and mark; the last time of each without its line."""

    def do(days: int, text: str) -> None:
        findings.change(folder, 2, text, date(2026, 3, days), "test")
        settings.put(folder, {"indicators/helper_contact/limits/days": 100}, "test")
        passages.write(folder, TOWN, "zh", "steps", text, "test")
        marks.mark(folder, "V4", f"case {days}", "wrong", "", "test")

    do(1, "甲")
    findings.change(
        folder, 2, "甲", date(2026, 3, 1), "test"
    )  # nothing changes: a line would stand for a later change
    settings.put(folder, {"indicators/helper_contact/limits/days": None}, "test")
    assert unlogged.write_down(folder) == 0
    with monkeypatch.context() as killed:
        killed.setattr(audit, "record", lambda *_, **__: None)
        do(2, "乙")
    assert unlogged.write_down(folder) == 4
    assert sorted(one["deed"] for one in told(folder)) == ["finding", "mark", "note", "setting"]
    assert unlogged.write_down(folder) == 0 and audit.verify(folder).broken_at is None
    for lang in LANGUAGES:
        assert voice(lang).knows("logged.found_afterwards") and voice(lang).knows("logged.done_at")


def test_a_log_that_is_gone_is_made_of_what_is_known(folder):
    (folder / audit.FILE).unlink()
    with ThreadPoolExecutor(4) as workers:  # several servers start at once
        assert sum(workers.map(unlogged.write_down, [folder] * 4)) == len(told(folder))
    found = [one["deed"] for one in audit.entries(folder)]
    assert sorted(found) == ["finding"] * 3 + ["import"] * 4 + ["mark", "note", "note"] + ["sample"] * 7 + [
        "undo"
    ]
    assert audit.verify(folder).broken_at is None


def test_while_somebody_writes_their_line_is_waited_for(folder, monkeypatch):
    monkeypatch.setattr(audit, "record", lambda *_, **__: None)
    notes.leave(folder, notes.Figure("pairing_coverage", EAST), TODAY, "x", "test")
    with batches.writer(folder, "test"):
        assert unlogged.write_down(folder) == 0
    assert unlogged.write_down(folder) == 1


def test_verify_writes_down_what_is_missing(folder, monkeypatch, capsys):
    with monkeypatch.context() as killed:
        killed.setattr(audit, "record", lambda *_, **__: None)
        office.undo(folder, load(), batches.in_force(folder)[-1]["batch_id"], "test")
    main(["--data", str(folder), "audit", "verify"])
    (line,) = told(folder)
    assert line["deed"] == "undo" and str(line["n"]) in capsys.readouterr().out


def test_a_server_that_starts_writes_down_what_is_missing(folder, monkeypatch):
    async def first_run():
        return True, ""

    async def begun():
        async with serving.start(None):
            return len(told(folder))

    with monkeypatch.context() as killed:
        killed.setattr(audit, "record", lambda *_, **__: None)
        notes.leave(folder, notes.Figure("pairing_coverage", EAST), TODAY, "x", "test")
    monkeypatch.setenv("CAREBOARD_DATA", str(folder))
    monkeypatch.setattr(serving.rules, "faults", lambda _: [])
    started = SimpleNamespace(does_script_run_without_error=first_run)
    monkeypatch.setattr(serving.runtime, "get_instance", lambda: started)
    assert [asyncio.run(begun()), asyncio.run(begun())] == [1, 1]


def test_nothing_is_made_where_there_is_no_data(tmp_path):
    assert unlogged.write_down(tmp_path / "new") == 0 and not (tmp_path / "new").exists()
