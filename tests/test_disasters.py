"""What goes wrong with computers: a clear message in both languages, and the data as they were."""

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from care import audit, notes, office, store, trouble
from care.__main__ import main
from care.definitions import load
from care.ledgers import batches
from care.ledgers.problems import Refused
from care.store import EVERYTHING
from tests.deeds import DEEDS, ID, STEPWISE, between, found, killed
from tests.ledgers import TODAY
from tests.small_office import EAST, HEADINGS, NAMES, figures, opened, roll, small_office, take_in, xlsx

resource = pytest.importorskip("resource")  # POSIX only
pytestmark = pytest.mark.skipif(os.name == "nt", reason="kill -9 and limits")
ROOT = Path(__file__).resolve().parent.parent
FIGURES = {"people": 12, "paired": 12, "visits": 3, "units": 3}
FEW = {
    "import": 3,
    "undo": 2,
    "rebuild": 2,
    "note": 3,
    "finding": 3,
    "access": 2,
    "setting": 2,
    "erase": 3,
    "encrypt": 3,
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return small_office(tmp_path_factory.mktemp("disasters") / "live")


@pytest.fixture
def desk(made, tmp_path):
    return Path(shutil.copytree(made, tmp_path / "live"))


@pytest.mark.parametrize("deed", DEEDS)
def test_whatever_is_killed_leaves_the_state_before_or_after(desk, deed):
    seen = set()
    for moment, before, after, left in killed(desk, deed, FEW[deed]):
        assert between(deed, before, after, left) == "", moment
        seen.add(left == after)
    assert seen
    assert deed in (*STEPWISE, "rebuild", "encrypt") or before != after


def test_the_search_for_half_states_finds_one(desk):
    before = found(desk)
    take_in(desk, ("新.xlsx", roll(["新来人"], 70)))
    after = found(desk)
    visits = next(one["batch_id"] for one in batches.all_batches(desk) if one["file"] == "走访.xlsx")
    shutil.rmtree(desk / "batches" / visits)
    assert between("import", before, after, found(desk)) != ""


def run(folder: Path, *command: str, prepare=None) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "care", "--data", str(folder), *command],
        cwd=ROOT, capture_output=True, text=True, preexec_fn=prepare, timeout=300,
    )  # fmt: skip


def said(done: subprocess.CompletedProcess, chinese: str, english: str) -> None:
    assert done.returncode == 1, done.stderr
    assert chinese in done.stderr and english in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("room", [2_000, 40_000, 400_000])
def test_a_full_disk_is_said_and_nothing_is_left_half_done(desk, tmp_path, room):
    """A limit on the size of files stands for a full disk: the same call of the system fails."""
    path = tmp_path / "新.xlsx"
    path.write_bytes(roll([f"新{n}" for n in range(800)], 100))

    def limited():
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    said(run(desk, "import", str(path), prepare=limited), "磁盘已满", "disk is full")
    assert not [left for left in (desk / "batches").iterdir() if left.name.startswith(".")]
    assert {"people": 12, "visits": 3}.items() <= figures(desk).items() or figures(desk)["people"] == 812
    assert audit.verify(desk).broken_at is None
    assert run(desk, "import", str(path)).returncode == 0
    assert figures(desk)["people"] == 812


def test_a_note_on_a_full_disk_is_not_half_there(desk):
    code = f"""
import resource
from pathlib import Path
from care import notes
from tests.ledgers import TODAY
folder = Path({str(desk)!r})
size = (folder / "notes.jsonl").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20, size + 20))
try:
    notes.leave(folder, notes.Figure("pairing_coverage", {EAST!r}), TODAY, "too much", "test")
except OSError as fault:
    from care import trouble
    print(trouble.code_of(fault))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "disk_full", done.stderr
    assert len(notes.in_force(desk)) == 1
    notes.leave(desk, notes.Figure("pairing_coverage", EAST), TODAY, "fits", "test")
    assert [one.text for one in notes.in_force(desk).values()][-1] == "fits"


@contextlib.contextmanager
def read_only(folder: Path):
    """Nobody may write below the folder; root is bound by it as user nobody."""
    modes = {path: path.stat().st_mode for path in [folder, *folder.rglob("*")]}
    for above in folder.parents:  # nobody must get there; how deep it lies depends on how many processes test
        if above.stat().st_mode & 0o055 != 0o055:
            above.chmod(above.stat().st_mode | 0o055)
    for path in modes:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


def as_nobody(folder: Path, *command: str) -> subprocess.CompletedProcess:
    """Run a command without any right to write; what it needs is loaded first."""
    code = f"""
import os, sys
import care.__main__ as program
from care import office
import encodings.utf_8_sig, pandas, platform, pyarrow.parquet
if os.geteuid() == 0:
    os.setuid(65534)
sys.exit(program.main(["--data", {str(folder)!r}, *{list(command)!r}]))
"""
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)


def test_a_directory_that_may_only_be_read_can_be_looked_at_and_says_why_no_more(desk):
    first = batches.in_force(desk)[-1]["batch_id"]
    figures(desk)
    with read_only(desk):
        for command in (["batches"], ["answer", "on_roll"], ["findings"], ["audit", "verify"]):
            done = as_nobody(desk, *command)
            assert done.returncode == 0, done.stderr
        said(as_nobody(desk, "undo", first), "不能写入", "may not be written")
        said(as_nobody(desk, "rebuild"), "不能写入", "may not be written")
    assert figures(desk) == FIGURES


@pytest.mark.parametrize("damage", ["deleted", "cut off", "overwritten", "folder gone"])
def test_a_store_that_is_gone_or_damaged_is_built_again(desk, damage):
    office.current(desk, load())
    path = store.current(desk)
    if damage == "folder gone":
        shutil.rmtree(desk / "store")
    elif damage == "deleted":
        path.unlink()
    elif damage == "cut off":
        os.truncate(path, path.stat().st_size // 2)
    else:
        path.write_bytes(b"x" * path.stat().st_size)
    done = run(desk, "--json", "answer", "on_roll")  # a process of its own: this one holds the file
    assert done.returncode == 0, done.stderr
    assert '"due": 12' in done.stdout
    assert "Traceback" not in done.stderr


def test_rebuild_makes_the_store_anew_whatever_stands_there(desk):
    path = store.current(desk)
    data = bytearray(path.read_bytes())
    data[len(data) // 3 :: 997] = b"x" * len(data[len(data) // 3 :: 997])  # its size stays
    path.write_bytes(data)
    assert run(desk, "rebuild").returncode == 0
    assert '"due": 12' in run(desk, "--json", "answer", "on_roll").stdout


@pytest.mark.parametrize(
    "text", [b"", b"../../etc", b"\xff\xfe\x00", b"0123456789abcdef.duckdb 12", b"x" * 5000]
)
def test_a_damaged_pointer_to_the_store_is_written_again(desk, text):
    (desk / "store" / "current").write_bytes(text)
    assert figures(desk) == FIGURES
    assert store.current(desk) is not None


def test_a_clock_that_was_set_back_does_not_change_what_came_last(desk, monkeypatch):
    def ledger(phone: str) -> bytes:
        row = ["河东村", NAMES[0], ID, phone, "", "", "", "", ""]
        return xlsx(("花名册", [["填报日期：2026年1月20日"], HEADINGS, row]))

    take_in(desk, ("一.xlsx", ledger("13911110001")))
    monkeypatch.setattr(batches, "now", lambda: "2001-01-01T00:00:00.000+00:00")
    take_in(desk, ("二.xlsx", ledger("13911110002")))
    assert [one["file"] for one in batches.all_batches(desk)][-2:] == ["一.xlsx", "二.xlsx"]
    phones = opened(desk).query(EVERYTHING, "select phone from people where id_no = $id", {"id": ID})
    assert phones["phone"].to_list() == ["13911110002"]
    notes.leave(desk, notes.Figure("pairing_coverage", EAST), TODAY, "later", "test")
    assert [one.text for one in notes.in_force(desk).values()][-1] == "later"
    assert audit.verify(desk).broken_at is None


def test_two_processes_on_one_directory_lose_nothing(desk, tmp_path):
    working = []
    for n in range(2):
        path = tmp_path / f"{n}.xlsx"
        path.write_bytes(roll([f"新{n}{m}" for m in range(50)], 100 + 100 * n))
        command = [sys.executable, "-m", "care", "--data", str(desk), "import", str(path)]
        working.append(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE))
    for one in working:
        _, told = one.communicate(timeout=300)
        assert one.returncode == 0, told.decode()
    assert figures(desk)["people"] == 112
    assert audit.verify(desk).broken_at is None


def test_who_writes_is_named_to_the_one_who_waits_in_vain(desk, monkeypatch):
    monkeypatch.setattr(batches, "PATIENCE", 0.1)
    with batches.writer(desk, "周干事"), pytest.raises(Refused) as refused:
        take_in(desk, ("新.xlsx", roll(["新来人"], 70)))
    assert refused.value.problem.code == "writer_busy"
    assert refused.value.problem.values["who"] == "周干事"


def held_before(stack: contextlib.ExitStack, folder, name: str):
    """Progress of an import during which a colleague begins to write when this file comes ('': all are in)."""

    def progress(_done, comes):
        if comes == name:
            stack.enter_context(batches.writer(folder, "周干事"))

    return progress


def test_what_is_in_is_in_though_a_colleague_writes_when_the_figures_are_due(desk, monkeypatch):
    monkeypatch.setattr(batches, "PATIENCE", 0.1)
    with contextlib.ExitStack() as stack:
        progress = held_before(stack, desk, "")
        (report,) = take_in(desk, ("新.xlsx", roll(["新来人"], 70)), progress=progress)
    assert report.status == "taken"
    last = audit.entries(desk)[-1]
    assert (last["deed"], last["batch"]) == ("import", report.batch_id)
    assert figures(desk)["people"] == 13  # whoever asks next has the store brought up


def test_files_before_the_one_that_had_to_wait_are_in_and_said_to_be(desk, monkeypatch):
    monkeypatch.setattr(batches, "PATIENCE", 0.1)
    files = [(f"{n}.xlsx", roll([f"新来{n}"], 70 + n)) for n in range(2)]
    with contextlib.ExitStack() as stack:
        first, second = take_in(desk, *files, progress=held_before(stack, desk, files[1][0]))
    assert (first.status, second.status) == ("taken", "refused")
    assert [one.code for one in second.problems] == ["writer_busy"]
    assert audit.entries(desk)[-1]["batch"] == first.batch_id
    assert figures(desk)["people"] == 13


def test_other_faults_are_no_trouble_of_the_disk(desk, capsys):
    assert trouble.code_of(ValueError("x")) == ""
    assert trouble.code_of(FileNotFoundError(2, "x")) == ""
    assert main(["--data", str(desk), "undo", "none"]) == 1
    assert "No import" in capsys.readouterr().err


def test_what_an_import_does_not_hold_in_memory_lies_in_the_data_directory(desk, monkeypatch):
    """Else a killed one leaves ledgers where the program runs, and no erasing finds them."""
    told, connect = [], duckdb.connect

    def told_of(*given, config=None, **how):
        told.append(config or {})
        return connect(*given, config=config or {}, **how)

    monkeypatch.setattr(duckdb, "connect", told_of)
    (report,) = take_in(desk, ("新.xlsx", roll(["新来人"], 70)))
    own = [one for one in told if one.get("memory_limit") == "1GB"]
    assert report.status == "taken" and len(own) >= 2
    assert {one.get("temp_directory") for one in own} == {str(desk / ".spill")}


def test_what_a_stopped_build_or_server_put_on_the_disk_goes_with_the_next_build(desk):
    home = desk / "store"
    (now,) = home.glob("*.duckdb")
    for name in ("spill", "0123456789abcdef.duckdb.tmp", f"{now.name}.tmp"):
        (home / name).mkdir()
        (home / name / "duckdb_temp_storage-0.tmp").write_bytes(b"x")
    office.refresh(desk, load(), anew=True)
    assert {one.name for one in home.iterdir()} == {"current", now.name, f"{now.name}.tmp"}
