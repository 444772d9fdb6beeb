"""Backup and restore: whole while people work, verified, on another machine; what is damaged is refused."""

import hashlib
import io
import json
import shutil
import threading
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from care import audit, backup, notes, office, passages, retention, vault, whom
from care.__main__ import main
from care.definitions import load
from care.inspection import findings, marks, spot_checks
from care.ledgers import batches, erased, remembered
from care.ledgers.problems import Refused
from care.screen import keep_page
from tests.ledgers import TODAY, TOWN, id_no
from tests.small_office import EAST, NAMES, figures, opened, roll, small_office, take_in

OLD = Path(__file__).parent / "data" / "0.1.0.zip"
FIGURES = {"people": 12, "paired": 12, "visits": 3, "units": 3}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return small_office(tmp_path_factory.mktemp("desk") / "live")


@pytest.fixture
def made(desk, tmp_path):
    backup.write(desk, tmp_path / "b.zip", "test")
    return tmp_path / "b.zip"


def bytes_of(folder: Path) -> dict[str, bytes]:
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in backup.precious(folder)}
    return {name: data for name, data in found.items() if name != audit.FILE}


def code(work, *given) -> str:
    with pytest.raises(Refused) as refused:
        work(*given)
    return refused.value.problem.code


def test_what_is_restored_elsewhere_is_the_same_to_the_byte_and_says_the_same(desk, made, tmp_path):
    backup.restore(made, tmp_path / "elsewhere", "test")
    assert bytes_of(tmp_path / "elsewhere") == bytes_of(desk)
    assert figures(tmp_path / "elsewhere") == figures(desk) == FIGURES
    assert audit.verify(tmp_path / "elsewhere").broken_at is None
    kept = {name.split("/")[0] for name in bytes_of(desk)}
    assert kept == {
        "batches", "withdrawals", "remembered", "marks", "spot_checks", "templates",
        "id_salt", "notes.jsonl", "passages.jsonl", "findings.jsonl",
    }  # fmt: skip
    assert not [path for path in (tmp_path / "elsewhere").rglob("*") if path.name.startswith(".")]


def test_the_same_by_the_command_line_and_as_bytes_for_a_button(desk, tmp_path, capsys):
    file = tmp_path / "b.zip"
    assert main(["--data", str(desk), "--json", "backup", str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["batches"] == 4
    assert main(["--data", str(tmp_path / "new"), "--json", "restore", str(file)]) == 0
    assert audit.entries(tmp_path / "new")[-1]["deed"] == "restore"
    assert main(["--data", str(tmp_path / "new"), "restore", str(file)]) == 1
    assert "已有数据" in capsys.readouterr().err
    assert set(backup.about(io.BytesIO(backup.packed(desk, "test"))).files) >= set(bytes_of(desk))


def damaged(made: Path, change) -> Path:
    """A copy of a backup with changed entries: name → bytes (None: left out)."""
    other = made.with_name("damaged.zip")
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(other, "w") as new:
        entries = {name: old.read(name) for name in old.namelist()}
        for name, data in change(entries).items():
            new.writestr(name, data)
    return other


def salt_changed(entries):
    return entries | {"id_salt": b"0" * 32}


def one_left_out(entries):
    return {name: data for name, data in entries.items() if name != "id_salt"}


def one_too_many(entries):
    return entries | {"remembered/answer-0.json": b"{}"}


def points_outside(entries):
    said = json.loads(entries[backup.ABOUT])
    said["files"]["../evil"] = said["files"].pop("id_salt")
    rest = {name: data for name, data in entries.items() if name != "id_salt"}
    return rest | {backup.ABOUT: json.dumps(said).encode(), "../evil": entries["id_salt"]}


def says_all_was_checked(entries):
    """Stopped in the middle, the rest would have been taken for whole."""
    return _with(entries, backup.WHOLE, json.loads(entries[backup.ABOUT])["made_at"].encode())


def store_spelt_in_capitals(entries):
    return _with(entries, "Store/current", b"1")


def store_with_a_dot(entries):
    return _with(entries, "store./current", b"1")


def folder_for_a_log(entries):
    return _with(
        {name: data for name, data in entries.items() if name != "audit.jsonl"}, "audit.jsonl/x", b"1"
    )


def folder_for_a_lock(entries):
    return _with(entries, "audit.lock/x", b"1")


def no_list(entries):
    return {name: data for name, data in entries.items() if name != backup.ABOUT}


def list_of_nothing(entries):
    return entries | {backup.ABOUT: b'{"format": 1, "files": 3}'}


def made_at_no_time(entries):
    said = json.loads(entries[backup.ABOUT])
    return entries | {backup.ABOUT: json.dumps(said | {"made_at": [1]}).encode()}


def key_no_table(entries):
    return _with_key(entries, b"[]")


def key_cut_off(entries):
    return _with_key(entries, b"{")


def _with_key(entries, data: bytes):
    return _with(entries, vault.VAULT, data)


def _with(entries, name: str, data: bytes):
    """One more file, which the list tells of."""
    said = json.loads(entries[backup.ABOUT])
    said["files"] = {one: facts for one, facts in said["files"].items() if one in entries}
    said["files"][name] = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    return entries | {backup.ABOUT: json.dumps(said).encode(), name: data}


CHANGES = [salt_changed, one_left_out, one_too_many, points_outside, no_list, list_of_nothing,
           made_at_no_time, key_no_table, key_cut_off, says_all_was_checked, folder_for_a_log,
           folder_for_a_lock, store_spelt_in_capitals, store_with_a_dot]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_backup_is_refused_by_name_and_nothing_is_restored(made, tmp_path, change):
    with pytest.raises(Refused) as refused:
        backup.restore(damaged(made, change), tmp_path / "new", "test")
    assert refused.value.problem.code == "backup_damaged"
    assert refused.value.problem.values["what"] in (
        "id_salt",
        "remembered/answer-0.json",
        backup.ABOUT,
        vault.VAULT,
    )
    assert not backup.precious(tmp_path / "new")
    assert not list(tmp_path.glob("evil"))


@pytest.mark.parametrize("part", [0.0, 0.3, 0.6, 0.95])
def test_a_backup_that_is_cut_off_or_has_a_wrong_byte_is_refused(made, tmp_path, part):
    data = made.read_bytes()
    at = int(len(data) * part)
    flipped = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
    for number, wrong in enumerate((data[:at], flipped)):
        made.write_bytes(wrong)
        if number and part == 0.95:  # may lie in a part of the directory that says nothing
            continue
        assert code(backup.restore, made, tmp_path / "new", "test") == "backup_damaged"
    assert not backup.precious(tmp_path / "new")


@pytest.mark.parametrize("packed", [False, True])
def test_a_server_that_was_started_there_before_is_in_no_restores_way(desk, tmp_path, packed):
    """Its own log is no data; backups of earlier versions hold one, too."""
    folder = shutil.copytree(desk, tmp_path / "live")
    (folder / "logs").mkdir()
    (folder / "logs" / "careboard.jsonl").write_text("{}\n", "utf-8")
    assert not [path for path in backup.precious(folder) if "logs" in path.parts]
    backup.write(folder, made := tmp_path / "b.zip", "test")
    if packed:
        made = damaged(made, with_a_log)
    new = tmp_path / "new"
    shutil.copytree(folder / "logs", new / "logs")
    backup.restore(made, new, "test")
    assert figures(new) == FIGURES
    assert (new / "logs" / "careboard.jsonl").read_text("utf-8") == "{}\n"


def with_a_log(entries):
    said, data = json.loads(entries[backup.ABOUT]), b"[]\n"
    said["files"]["logs/careboard.jsonl"] = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    return entries | {backup.ABOUT: json.dumps(said).encode(), "logs/careboard.jsonl": data}


def test_a_backup_of_a_newer_format_says_so(made, tmp_path):
    def newer(entries):
        said = json.loads(entries[backup.ABOUT])
        return entries | {backup.ABOUT: json.dumps(said | {"format": 2, "version": "9.0"}).encode()}

    assert code(backup.restore, damaged(made, newer), tmp_path / "new", "test") == "backup_newer"


def test_a_backup_made_while_people_work_is_of_one_moment(desk, tmp_path):
    folder = shutil.copytree(desk, tmp_path / "busy")
    stop = threading.Event()

    def work():
        n = 0
        while not stop.is_set():
            notes.leave(folder, notes.Figure("pairing_coverage", EAST), TODAY, f"note {n}", "test")
            remembered.remember_answers(folder, {f"unit:{n % 5}": EAST if n % 2 else ""}, "test")
            n += 1
        take_in(folder, ("新.xlsx", roll(["新来人"], 70)))

    busy = threading.Thread(target=work)
    busy.start()
    try:
        for n in range(5):
            backup.write(folder, tmp_path / f"{n}.zip", "test")
            backup.restore(tmp_path / f"{n}.zip", tmp_path / str(n), "test")
            numbers = sorted(notes.in_force(tmp_path / str(n)))
            assert numbers == list(range(1, len(numbers) + 1))
            assert audit.verify(tmp_path / str(n)).broken_at is None
    finally:
        stop.set()
        busy.join()


def test_a_restore_that_was_stopped_while_moving_is_finished_by_running_it_again(
    desk, made, tmp_path, monkeypatch
):
    folder, rename, moved = tmp_path / "new", Path.rename, []

    def failing(self, target):
        if len(moved) == 3:
            raise OSError("stopped")
        moved.append(target)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    assert code(backup.restore, made, folder, "test") == "restore_failed"
    assert not (folder / "batches").exists()
    monkeypatch.undo()
    backup.restore(made, folder, "test")
    assert bytes_of(folder) == bytes_of(desk)


def test_a_stopped_restore_is_not_gone_on_with_over_what_was_written_since(desk, made, tmp_path, monkeypatch):
    folder = tmp_path / "new"

    def failing(self, target):
        raise OSError("stopped")

    monkeypatch.setattr(Path, "rename", failing)
    assert code(backup.restore, made, folder, "test") == "restore_failed"
    monkeypatch.undo()
    audit.record(folder, "test", "export", rows=1)
    (folder / "batches").mkdir()
    before = (folder / "audit.jsonl").read_bytes()
    assert code(backup.restore, made, folder, "test") == "restore_not_empty"
    assert (folder / "audit.jsonl").read_bytes() == before
    (folder / "audit.jsonl").unlink()
    backup.restore(made, folder, "test")
    assert bytes_of(folder) == bytes_of(desk)


def test_a_backup_that_cannot_be_written_leaves_the_one_before_and_nothing_aside(desk, made):
    before = made.read_bytes()
    assert code(backup.write, desk, made.parent / "none" / "b.zip", "test") == "backup_unwritten"
    assert code(backup.write, desk, desk / "templates" / "b.zip", "test") == "backup_inside"
    assert made.read_bytes() == before
    assert [path.name for path in made.parent.iterdir() if path.is_file()] == ["b.zip"]


def test_data_written_by_version_0_1_0_is_read_by_todays_program(tmp_path):
    """tests/data/0.1.0.zip was made by that version (python -m bench.old_data); it is never made anew."""
    folder = tmp_path / "old"
    told = backup.restore(OLD, folder, "test")
    assert (told.version, told.batches) == ("0.1.0", 4)
    assert figures(folder) == FIGURES
    assert [one["in_force"] for one in batches.all_batches(folder)] == [True, True, True, False]
    assert remembered.answers(folder) == {"unit:东边村": EAST}
    assert [one.text for one in notes.in_force(folder).values()] == [f"{NAMES[0]}已联系"]
    assert passages.in_force(folder, TOWN, "zh")["steps"].text == "下一步继续走访。"
    assert [one.state for one in findings.everything(folder).values()] == ["mended", "open"]
    assert len(marks.marks(folder)) == 1
    (sample,) = spot_checks.everything(folder)
    assert spot_checks.drawn_again(folder, sample)
    assert audit.verify(folder).broken_at is None
    assert {one.status for one in office.reapply(folder, load(), "test")} <= {"already", "taken"}
    assert figures(folder) == FIGURES


def test_a_backup_made_before_somebody_was_erased_is_handed_out_no_more(tmp_path):
    folder = small_office(tmp_path / "live")
    made = keep_page.Made(backup.packed(folder, "admin"), datetime.now(), erased.stamp(folder))
    assert made.taken(folder) == made.data
    person = whom.find(folder, opened(folder), id_no(0, "20150612"))
    retention.erase(folder, load(), person, "admin", "request")
    with pytest.raises(Refused, match="backup_before_erasing"):
        made.taken(folder)
