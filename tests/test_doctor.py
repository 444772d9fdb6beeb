"""The doctor finds what is ill, says so in both languages, and mends nothing."""

import socket
import sys
from datetime import UTC, datetime, timedelta

import pytest
from filelock import FileLock

from care import audit, doctor, spark
from care.__main__ import main
from care.commands import doctor as doctor_command
from care.definitions import load
from care.words import LANGUAGES, voice


@pytest.fixture(autouse=True)
def terms_are_set(monkeypatch):
    """The delivered calendar ends some day (tests/test_terms_ended.py)."""
    monkeypatch.setattr(doctor, "terms", lambda *_: doctor.Finding("terms", True))


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


@pytest.mark.skipif(sys.platform == "win32", reason="no modes there")
@pytest.mark.parametrize(("mode", "well"), [(0o600, True), (0o400, True), (0o640, False), (0o604, False)])
def test_a_key_file_that_others_may_read_is_told_with_what_to_do(tmp_path, mode, well):
    path = tmp_path / "the key"
    path.write_text("k", "ascii")
    path.chmod(mode)
    told = doctor.key_file(str(path))
    assert told.well == well
    assert told.values["command"] == f"chmod 600 '{path}'"
    assert doctor.key_file("").well and doctor.key_file(str(tmp_path / "none")).well


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
        "what",
        "address",
    ]
    for code in every.split():
        for well in (True, False):
            step = {"step": "locked"} if code == "disk" else {}
            one = doctor.Finding(code, well, dict.fromkeys(values, "x") | step)
            assert "{" not in doctor_command._says(voice(lang), one)
    for code in ("engine", "engine_spark"):  # what is wrong there, the refusal says
        assert "{" not in doctor_command._says(voice(lang), doctor.Finding(code, True, {"address": "x"}))


@pytest.mark.parametrize(("lang", "said"), [("zh", "没有应答"), ("en", "does not answer")])
def test_an_engine_that_does_not_answer_is_a_fault_without_its_secrets(
    monkeypatch, tmp_path, capsys, lang, said
):
    monkeypatch.setenv(spark.ENGINE, "sc://127.0.0.1:1/;token=secret")
    assert main(["--data", str(tmp_path), "doctor", "--lang", lang]) == 1
    told = capsys.readouterr().out
    assert said in told
    assert "secret" not in told


def test_an_engine_is_named_and_nothing_of_it_removed(monkeypatch, tmp_path):
    (tmp_path / spark.FOLDER).mkdir()
    assert doctor.engine(tmp_path).code == "engine"
    assert (tmp_path / spark.FOLDER).exists()
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"sc://127.0.0.1:{server.getsockname()[1]}"
        monkeypatch.setenv(spark.ENGINE, f"{address}/;token=secret")
        told = doctor.engine(tmp_path)
    assert (told.code, told.well) == ("engine_spark", True)
    assert told.values == {"address": f"{address}/"}


def test_a_client_that_is_not_installed_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv(spark.ENGINE, "sc://127.0.0.1:1")
    monkeypatch.setitem(sys.modules, "care.spark.running", None)
    monkeypatch.delattr(spark, "running", raising=False)
    told = doctor.engine(tmp_path)
    assert not told.well
    assert told.values["problem"].code == "engine_missing"
