"""The doctor finds what is ill, says so in both languages, and mends nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from filelock import FileLock

from care import audit, doctor
from care.__main__ import main
from care.commands import doctor as doctor_command
from care.definitions import load
from care.words import LANGUAGES, voice


def found(folder) -> dict[str, bool]:
    return {one.code: one.well for one in doctor.examine(folder, load())}


def test_an_empty_office_is_well(tmp_path, capsys):
    assert all(found(tmp_path).values())
    assert main(["--data", str(tmp_path), "doctor", "--lang", "en"]) == 0
    assert "✗" not in capsys.readouterr().out


def test_faults_are_found_and_told_with_exit_code_1(tmp_path, capsys):
    audit.record(tmp_path, "a", "backup")
    path = tmp_path / audit.FILE
    path.write_text(path.read_text("utf-8").replace('"a"', '"b"'), "utf-8")
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "0123456789abcdef.duckdb").write_bytes(b"no database")
    (tmp_path / "store" / "current").write_text("0123456789abcdef.duckdb", "utf-8")
    ill = {code for code, well in found(tmp_path).items() if not well}
    assert ill == {"audit", "store"}
    assert main(["--data", str(tmp_path), "doctor"]) == 1
    told = capsys.readouterr().out
    assert told.count("✗") == 2
    assert "操作记录" in told


def test_a_missing_directory_is_no_traceback(tmp_path):
    assert not found(tmp_path / "none")["writable"]


def test_pins_and_clock():
    assert doctor.packages("a==1\n", lambda name: "1").well
    assert "a 2 ≠ 1" in doctor.packages("a==1\n", lambda name: "2").values["list"]
    now = datetime.now(UTC)
    assert doctor.clock((now - timedelta(days=1)).isoformat(), now).well
    assert not doctor.clock((now + timedelta(days=1)).isoformat(), now).well


def test_whoever_writes_too_long_is_named(tmp_path):
    with FileLock(tmp_path / "writer.lock"):
        note = tmp_path / "writer.json"
        note.write_text(f'{{"who": "anna", "pid": 7, "since": "{datetime.now(UTC).isoformat()}"}}', "utf-8")
        assert doctor.lock(tmp_path).code == "busy"
        note.write_text('{"who": "anna", "pid": 7, "since": "2020-01-01T00:00:00+00:00"}', "utf-8")
        stuck = doctor.lock(tmp_path)
    assert not stuck.well
    assert stuck.values["who"] == "anna"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_finding_has_its_words(lang):
    every = "python packages writable disk space lock key batches store store_current audit clock fonts"
    values = [
        "version",
        "file",
        "list",
        "folder",
        "free",
        "needed",
        "who",
        "since",
        "pid",
        "reason",
        "n",
        "line",
        "now",
        "newest",
    ]
    for code in every.split():
        for well in (True, False):
            step = {"step": "locked"} if code == "disk" else {}
            one = doctor.Finding(code, well, dict.fromkeys(values, "x") | step)
            assert "{" not in doctor_command._says(voice(lang), one)
