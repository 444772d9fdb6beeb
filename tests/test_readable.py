"""Records of a backup that its readers could not read are refused by name, before anything is restored; ours are not."""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from care import audit, backup, doctor, readable, vault
from care.definitions import load
from care.ledgers import batches, erased, kept, remembered, telling
from care.ledgers.layouts import Correction
from care.ledgers.problems import Problem, Refused
from tests.small_office import figures, small_office

GONE = object()
MANIFEST, WITHDRAWAL, SAMPLE = "batches/*/manifest.json", "withdrawals/*.json", "spot_checks/*[0-9a-f].json"
ANSWER, MATCH, LAYOUT = "remembered/answer-*.json", "remembered/match-*.json", "remembered/layout-*.json"
MARK = "marks/*.json"
# A record, the place in it, and what is put there.
VALUES = [
    (MANIFEST, "imported_at", "yesterday"),
    (MANIFEST, "imported_at", "9999-12-31T23:59:59.999+00:00"),  # no later import could be dated
    (MANIFEST, "imported_at", "2026-01-20T10:00:00.000"),  # of no zone: compared with others it is a fault
    (MANIFEST, "batch_id", "../../elsewhere"),
    (MANIFEST, "file", "../../elsewhere"),
    (MANIFEST, "kinds", 3),
    (MANIFEST, "kinds", GONE),
    (MANIFEST, "counts", {"read": 3}),
    (MANIFEST, "problems", [{"code": "unit_unknown"}]),
    (MANIFEST, "problems", [{"code": "x", "sheet": "", "row": 1, "field": "", "value": "", "more": 1}]),
    (MANIFEST, "tables", [{"sheet": "走访"}]),
    (MANIFEST, "facts", 10**30),
    (WITHDRAWAL, "by", None),
    (WITHDRAWAL, "at", GONE),
    (ANSWER, "reply", ["x"]),
    (ANSWER, "at", 5),
    (LAYOUT, "header", [1]),
    (LAYOUT, "fields", {"姓名": None}),
    (MATCH, "person_id", 2**70),
    (MATCH, "same", "yes"),
    (MARK, "key", 3),
    (MARK, "mark", "done"),
    (MARK, "note", "\ud800"),
    (SAMPLE, "day", "20 January"),
    (SAMPLE, "doors", [{"number": 1}]),
    (SAMPLE, "strata", []),
    (SAMPLE, "size", "6"),
    (erased.PENDING, "person", {"names": "赵"}),
    (erased.FILE, "hashes", 3),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Path:
    """An office with a record of each sort."""
    folder = small_office(tmp_path_factory.mktemp("desk") / "live")
    remembered.remember_layout(folder, "0b36", Correction("roster", (2, 1), {"姓名": "name"}), "test")
    told = {"person": {"ids": [], "numbers": [], "names": [], "places": [], "phones": [], "subjects": []}}
    vault.put(folder / erased.PENDING, json.dumps(told | {"by": "x", "reason": "request"}).encode())
    vault.put(folder / erased.FILE, b'{"at": "", "by": "x", "reason": "request", "hashes": ["00"]}\n')
    return folder


def put_in(folder: Path, name: str, data: bytes | None) -> Path:
    """A backup of `folder` as it would be with other bytes in one file (None: without it), made by hand."""
    target = folder.parent / "forged.zip"
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in backup.precious(folder)}
    files = {one: old for one, old in (files | {name: data}).items() if old is not None}
    facts = {one: {"size": len(old), "sha256": hashlib.sha256(old).hexdigest()} for one, old in files.items()}
    about = {"format": 1, "version": "1", "made_at": "2026", "by": "x", "files": facts}
    with zipfile.ZipFile(target, "w") as made:
        for one, old in files.items():
            made.writestr(one, old)
        made.writestr(backup.ABOUT, json.dumps(about))
    return target


def refused(folder: Path, name: str, data: bytes | None, new: Path) -> str:
    """The name with which a restore refuses it."""
    with pytest.raises(Refused) as refusal:
        backup.restore(put_in(folder, name, data), new, "test")
    assert refusal.value.problem.code == "backup_damaged"
    assert not backup.precious(new)
    return refusal.value.problem.values["what"]


def test_what_we_write_ourselves_is_restored(desk, tmp_path):
    backup.restore(put_in(desk, "templates/own.en.docx", b"x"), tmp_path / "new", "test")
    assert figures(tmp_path / "new")["people"] == 12


def test_every_record_of_a_whole_town_can_be_read(town):
    assert readable.first_wrong(town, backup.precious(town)) is None


@pytest.mark.parametrize(("record", "place", "value"), VALUES)
def test_a_record_with_another_kind_of_value_is_refused_by_name(desk, tmp_path, record, place, value):
    path = sorted(desk.glob(record))[0]
    said = {name: one for name, one in json.loads(path.read_text("utf-8")).items() if name != place}
    said |= {} if value is GONE else {place: value}
    name = path.relative_to(desk).as_posix()
    assert refused(desk, name, json.dumps(said).encode(), tmp_path / "new") == name


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"[" * 10**5, b"\xff\xfe", b'{"key": NaN}'])
def test_a_record_that_is_none_is_refused_by_name(desk, tmp_path, data):
    for record in (MANIFEST, WITHDRAWAL, ANSWER, MATCH, MARK, SAMPLE):
        name = sorted(desk.glob(record))[0].relative_to(desk).as_posix()
        assert refused(desk, name, data, tmp_path / "new") == name


@pytest.mark.parametrize(
    "name",
    [
        "marks/mine.json", "remembered/other-0.json", "spot_checks/zzzzzzzzzzzz.json",
        "batches/x/manifest.json", "batches/x/original/a/b.xlsx", "withdrawals/x.json",
    ],
)  # fmt: skip
def test_a_file_where_only_records_are_is_refused_by_name(desk, tmp_path, name):
    assert refused(desk, name, b"{}", tmp_path / "new") == name


def one(desk: Path, record: str) -> str:
    return sorted(desk.glob(record))[0].relative_to(desk).as_posix()


def test_a_batch_needs_its_rows_and_a_sample_its_frame(desk, tmp_path):
    assert refused(desk, one(desk, "batches/*/rows.parquet"), None, tmp_path / "new") == one(desk, MANIFEST)
    assert refused(desk, one(desk, "spot_checks/*.frame.gz"), None, tmp_path / "new") == one(desk, SAMPLE)
    assert refused(desk, one(desk, "spot_checks/*.frame.gz"), b"x", tmp_path / "new") == one(
        desk, "spot_checks/*.frame.gz"
    )


def no_rows(_rows: pa.Table) -> bytes:
    return b"PAR1"


def a_column_less(rows: pa.Table) -> bytes:
    return batches.packed(rows.drop_columns(["sheet"]))


def words_for_numbers(rows: pa.Table) -> bytes:
    return batches.packed(
        rows.set_column(rows.column_names.index("row_no"), "row_no", [["x"] * rows.num_rows])
    )


@pytest.mark.parametrize("change", [no_rows, a_column_less, words_for_numbers])
def test_rows_that_no_store_could_be_built_of_are_refused_by_name(desk, tmp_path, change: Callable):
    name = one(desk, "batches/*/rows.parquet")
    rows = kept.rows(desk, name.split("/")[1])
    assert refused(desk, name, change(rows), tmp_path / "new") == name


def test_no_backup_is_made_that_could_not_be_restored_and_the_doctor_names_the_record(desk, tmp_path):
    folder = Path(shutil.copytree(desk, tmp_path / "office"))
    name = one(folder, MARK)
    (folder / name).write_text("{}", "utf-8")
    before = len(audit.entries(folder))
    with pytest.raises(Refused) as refusal:
        backup.write(folder, tmp_path / "b.zip", "test")
    assert (refusal.value.problem.code, refusal.value.problem.values) == ("backup_record", {"what": name})
    assert not (tmp_path / "b.zip").exists() and len(audit.entries(folder)) == before
    told = {found.code: found for found in doctor.whole(folder, load())}
    assert (told["batches"].well, told["batches"].values) == (False, {"what": name})


def test_a_problem_of_another_version_is_told_by_its_code():
    assert telling.sentence(Problem("of_a_later_version"), "zh") == "of_a_later_version"
    assert telling.sentence(Problem("backup_damaged"), "en") == "backup_damaged"  # its values are missing
