"""A sealed data directory: nothing readable on the disk, the same answers, nothing written without the right key."""

import base64
import json
import shutil
import tempfile
import zipfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from care import audit, backup, notes, office, sealing, vault
from care.__main__ import main
from care.definitions import load
from care.inspection import findings, log
from care.ledgers import batches
from care.ledgers.marking import marked_workbook
from care.ledgers.problems import Refused
from care.words import voice
from tests.ledgers import EAST, TODAY, id_no
from tests.small_office import NAMES, PHONE, figures, person_id, roll, small_office, take_in

KEY = base64.b64encode(bytes(range(32))).decode()
OTHER = base64.b64encode(bytes(32)).decode()
FIGURES = {"people": 12, "paired": 12, "visits": 3, "units": 3}
PLANTED = [
    *NAMES,
    "多余人",
    id_no(0, "20150612"),
    id_no(5, "20150612"),
    PHONE.format(0),
    PHONE.format(805),
    "补签",
    "谈心",
]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A small office that had a key from its first day on; the key is taken away again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(vault.KEY, KEY)
        return small_office(tmp_path_factory.mktemp("sealed") / "live")


@pytest.fixture(scope="module")
def readable(tmp_path_factory):
    return small_office(tmp_path_factory.mktemp("plain") / "live")


@pytest.fixture
def desk(made, tmp_path, monkeypatch):
    """A copy of the sealed office, with its key."""
    monkeypatch.setenv(vault.KEY, KEY)
    return Path(shutil.copytree(made, tmp_path / "live"))


@pytest.fixture
def plain(readable, tmp_path):
    return Path(shutil.copytree(readable, tmp_path / "plain"))


def read_on(*folders: Path) -> list[str]:
    """What was planted and can be read in a file, or in a file's name, below the folders."""
    needles = {
        text: (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be"), text.encode("gb18030"))
        for text in PLANTED
    }
    found = []
    for path in (path for folder in folders for path in folder.rglob("*")):
        data = path.name.encode() + (path.read_bytes() if path.is_file() else b"")
        found += [
            f"{text} in {path}" for text, forms in needles.items() if any(form in data for form in forms)
        ]
    return found


def bytes_of(folder: Path) -> dict[str, bytes]:
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in backup.precious(folder)}
    return {name: data for name, data in found.items() if name != audit.FILE}


def code(work, *given, **how) -> str:
    with pytest.raises(Refused) as refused:
        work(*given, **how)
    return refused.value.problem.code


def test_the_search_finds_what_is_readable(plain):
    found = {one.split(" in ")[0] for one in read_on(plain)}
    assert {NAMES[0], "补签"} <= found  # in lines and manifests; rows and originals are packed


def test_nothing_that_was_ever_written_can_be_read_on_the_disk(desk, tmp_path, monkeypatch):
    aside = tmp_path / "temp"
    aside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(aside))
    (report,) = take_in(desk, (f"{NAMES[3]}的台账.xlsx", roll(["新来人"], 70)))
    assert report.status == "taken"
    notes.leave(desk, notes.Figure("pairing_coverage", EAST), TODAY, f"{NAMES[5]}补签", "test")
    for kind, name in (("deck", "a.pptx"), ("word", "a.docx"), ("workbook", "a.xlsx"), ("briefing", "a.pdf")):
        assert main(["--data", str(desk), "export", kind, "--out", str(tmp_path / name)]) == 0
    backup.write(desk, tmp_path / "b.zip", "test")
    assert figures(desk) == FIGURES | {"people": 13, "paired": 13}
    assert read_on(desk, aside) == []
    with zipfile.ZipFile(tmp_path / "b.zip") as packed:
        packed.extractall(tmp_path / "unpacked")
    assert read_on(tmp_path / "unpacked") == []
    assert not list(desk.rglob("*.duckdb"))
    assert not list(aside.iterdir())


def test_nothing_is_spilled_to_a_file_even_while_it_is_used(desk, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "there is no such folder"))
    (report,) = take_in(desk, ("新.xlsx", roll(["新来人"], 70)))
    name, data = batches.original(desk, report.batch_id)
    assert marked_workbook(name, data, report, "zh")
    for kind, file in (("deck", "a.pptx"), ("word", "a.docx"), ("workbook", "a.xlsx"), ("briefing", "a.pdf")):
        assert main(["--data", str(desk), "export", kind, "--out", str(tmp_path / file)]) == 0
    store = office.current(desk, load())
    settings = "select name, value from duckdb_settings() where name in ('temp_directory', 'max_temp_directory_size')"
    told = dict(store.query(office.store.EVERYTHING, settings).itertuples(index=False))
    assert (told["temp_directory"], told["max_temp_directory_size"].split()[0]) == ("", "0")


def test_originals_and_logs_are_given_back_as_they_were(desk):
    first = batches.all_batches(desk)[1]
    name, data = batches.original(desk, first["batch_id"])
    assert (name, batches.sha256(data)) == ("花名册.xlsx", first["sha256"])
    assert [one.wanted.what for one in findings.everything(desk).values()][1] == f"补签{NAMES[0]}的监护责任书"
    assert audit.verify(desk).broken_at is None


@pytest.mark.parametrize(
    ("key", "said"), [(None, "key_missing"), (OTHER, "key_wrong"), ("abc", "key_unreadable")]
)
def test_without_the_right_key_everything_is_refused_and_nothing_changed(
    desk, tmp_path, monkeypatch, capsys, key, said
):
    before = bytes_of(desk) | {"log": (desk / audit.FILE).read_bytes()}
    if key:
        monkeypatch.setenv(vault.KEY, key)
    else:
        monkeypatch.delenv(vault.KEY)
    figure = notes.Figure("pairing_coverage", EAST)
    for work, *given in (
        (office.current, desk, load()),
        (take_in, desk, ("新.xlsx", roll(["新来人"], 70))),
        (office.refresh, desk, load()),
        (notes.leave, desk, figure, TODAY, "text", "test"),
        (audit.record, desk, "test", "note"),
        (audit.verify, desk),
        (backup.write, desk, tmp_path / "b.zip", "test"),
        (sealing.encrypt, desk, "test"),
        (sealing.decrypt, desk, "test"),
    ):
        assert code(work, *given) == said, work
    for command in (["batches"], ["answer", "on_roll"], ["rebuild"], ["audit", "verify"]):
        assert main(["--data", str(desk), *command]) == 1
        shown = capsys.readouterr().err
        assert "密钥" in shown and "key" in shown and "Traceback" not in shown
    assert bytes_of(desk) | {"log": (desk / audit.FILE).read_bytes()} == before


def test_a_key_does_not_turn_a_plain_directory_into_a_mixed_one(plain, monkeypatch):
    monkeypatch.setenv(vault.KEY, KEY)
    before = bytes_of(plain)
    (report,) = take_in(plain, ("新.xlsx", roll(["新来人"], 70)))
    assert [one.code for one in report.problems] == ["vault_plain"]
    assert bytes_of(plain) == before
    assert code(office.current, plain, load()) == "vault_plain"


def test_encrypt_and_decrypt_lead_back_to_the_same_bytes(plain, monkeypatch):
    before = bytes_of(plain)
    assert code(sealing.encrypt, plain, "test") == "key_missing"
    monkeypatch.setenv(vault.KEY, KEY)
    by_spark = plain / "derived" / "version" / "people"
    by_spark.mkdir(parents=True)
    (by_spark / "part-0.parquet").write_text(NAMES[0], "utf-8")
    assert main(["--data", str(plain), "encrypt"]) == 0
    assert read_on(plain) == []
    assert figures(plain) == FIGURES
    assert set(bytes_of(plain)) & {name for name in before if "/original/" in name} == set()
    assert sealing.encrypt(plain, "test") == 0
    assert main(["--data", str(plain), "decrypt"]) == 0
    assert bytes_of(plain) == before
    assert audit.verify(plain).broken_at is None
    monkeypatch.delenv(vault.KEY)
    assert figures(plain) == FIGURES
    assert code(sealing.decrypt, plain, "test") == "vault_none"


@pytest.mark.parametrize("back", [False, True])
def test_stopped_halfway_it_can_be_read_and_gone_on_with(plain, monkeypatch, back):
    monkeypatch.setenv(vault.KEY, KEY)
    work = sealing.decrypt if back else sealing.encrypt
    if back:
        sealing.encrypt(plain, "test")
    replace, left = vault.replace, [6]

    def failing(path, data, seal=False):
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        replace(path, data, seal)

    monkeypatch.setattr(vault, "replace", failing)
    with pytest.raises(KeyboardInterrupt):
        work(plain, "test")
    monkeypatch.setattr(vault, "replace", replace)
    assert figures(plain) == FIGURES
    assert audit.verify(plain).broken_at is None
    work(plain, "test")
    assert figures_without_key(plain, monkeypatch) == FIGURES if back else read_on(plain) == []


def figures_without_key(folder, monkeypatch):
    monkeypatch.delenv(vault.KEY)
    return figures(folder)


def test_a_changed_file_or_line_is_refused_by_name(desk):
    path = next(desk.glob("batches/*/rows.parquet"))
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(Refused) as refused:
        vault.read(path)
    assert refused.value.problem.values == {"name": "rows.parquet"}
    lines = (desk / "notes.jsonl").read_text().splitlines()
    changed = bytearray(base64.b64decode(lines[0][1:]))
    changed[-1] ^= 1
    (desk / "notes.jsonl").write_text("~" + base64.b64encode(changed).decode() + "\n")
    assert code(list, log.lines(desk / "notes.jsonl")) == "file_changed"


def test_a_sealed_line_cut_off_by_a_failing_machine_loses_nothing_else(desk):
    path = desk / "notes.jsonl"
    whole = path.read_bytes()
    for kept in (1, 5, 30, len(whole) // 2, len(whole) - 2):
        path.write_bytes(whole + whole[:kept])
        notes.leave(desk, notes.Figure("pairing_coverage", EAST), TODAY, "again", "test")
        assert [one["number"] for one in log.lines(path)][-2:] == [1, 2]


def test_a_sealed_backup_is_restored_only_with_its_key(desk, tmp_path, monkeypatch):
    backup.write(desk, tmp_path / "b.zip", "test")
    monkeypatch.setenv(vault.KEY, OTHER)
    assert code(backup.restore, tmp_path / "b.zip", tmp_path / "new", "test") == "key_wrong"
    assert not (tmp_path / "new").exists()
    monkeypatch.setenv(vault.KEY, KEY)
    backup.restore(tmp_path / "b.zip", tmp_path / "new", "test")
    assert figures(tmp_path / "new") == FIGURES


def test_the_key_may_lie_in_a_file_and_is_in_no_file_of_the_directory(desk, tmp_path, monkeypatch):
    (tmp_path / "key").write_text(KEY + "\n")
    monkeypatch.delenv(vault.KEY)
    monkeypatch.setenv(vault.KEY_FILE, str(tmp_path / "key"))
    assert figures(desk) == FIGURES
    forms = (KEY.encode(), bytes(range(32)), bytes(range(32)).hex().encode())
    assert not [
        path for path in desk.rglob("*") if path.is_file() and any(one in path.read_bytes() for one in forms)
    ]
    monkeypatch.setenv(vault.KEY_FILE, str(tmp_path / "none"))
    assert code(office.current, desk, load()) == "key_unreadable"


def test_the_command_makes_keys(capsys):
    for _ in range(2):
        assert main(["key"]) == 0
    first, second = capsys.readouterr().out.split()
    assert first != second
    assert {len(base64.b64decode(one)) for one in (first, second)} == {32}


def test_readers_keep_the_store_before_while_a_new_one_is_taken_in(desk):
    before = office.current(desk, load())
    take_in(desk, ("新.xlsx", roll(["新来人"], 70)))
    after = office.current(desk, load())
    sql = "select count(*) as n from people"
    assert before.query(office.store.EVERYTHING, sql).iat[0, 0] == 12
    assert after.query(office.store.EVERYTHING, sql).iat[0, 0] == 13
    assert office.current(desk, load()) is after


def test_both_ways_give_the_same_person(desk, plain, monkeypatch):
    sealed = json.dumps(figures(desk))
    monkeypatch.delenv(vault.KEY)
    assert json.dumps(figures(plain)) == sealed
    assert person_id(plain, NAMES[0])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_says_that_the_key_is_missing(desk, monkeypatch, lang):
    monkeypatch.delenv(vault.KEY)
    monkeypatch.setenv("CAREBOARD_DATA", str(desk))
    at = AppTest.from_file(str(Path(__file__).parents[1] / "app.py"), default_timeout=60)
    at.query_params["lang"] = lang
    at.switch_page("pages/groups.py").run()
    (said,) = at.warning
    assert said.value.replace("\\", "") == voice(lang)(
        "problem.key_missing"
    )  # Markdown's signs are kept as they are
    assert not at.exception


def test_a_new_directory_whose_server_logs_already_becomes_a_sealed_one(tmp_path, monkeypatch):
    monkeypatch.setenv(vault.KEY, KEY)
    (tmp_path / "logs").mkdir()
    assert vault.ready(tmp_path) and vault.seals(tmp_path / "notes.jsonl")
