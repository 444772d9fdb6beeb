"""A .zip of ledgers is its ledgers; what is wrong with an archive is said and harms nobody."""

import io
import stat
import zipfile

import pytest

from care import office
from care.definitions import load
from care.ledgers import archives, prechecks
from care.ledgers.problems import Refused
from care.roles import user
from care.screen import ledger_upload
from care.screen.ledger_desk import Desk
from care.words import voice
from tests.ledgers import TODAY, TOWN, id_no, xlsx

UNITS = xlsx(("单位", [["单位名称", "单位类型", "上级单位"], [TOWN, "镇", ""], ["河东村", "村", TOWN]]))
ROLL = xlsx(("名册", [["河东村留守儿童花名册"], ["姓名", "身份证号"], ["张一", id_no(1)]]))


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def code_of(data: bytes) -> str:
    with pytest.raises(Refused) as refusal:
        office.files_in("a.zip", data)
    return refusal.value.problem.code


def test_an_archive_is_its_files_with_their_folders():
    data = packed({"青溪镇/河东村/名册.xlsx": ROLL, "青溪镇/单位.xlsx": UNITS, "青溪镇/": b""})
    assert [name for name, _ in office.files_in("a.zip", data)] == [
        "青溪镇/单位.xlsx",
        "青溪镇/河东村/名册.xlsx",
    ]


def test_an_archive_within_an_archive_is_one_paper_and_taken_in_as_it_was_shown(tmp_path):
    """It was opened behind the page: what was never shown came in."""
    inner = packed({"a.xlsx": ROLL, "b.xlsx": UNITS})
    desk = Desk(user("clerk", ("clerk",), None, None), voice("zh"), tmp_path, load(), {}, [])
    assert ledger_upload._unpack(desk, "外.zip", packed({"内.zip": inner})) == []
    (paper,) = desk.papers
    ledger_upload.try_paper(desk, paper)
    assert paper.trial.report.status == "refused" and not paper.takeable
    assert [one.code for one in paper.trial.report.problems] == ["zip_of_files"]
    (report,) = office.take_in(
        tmp_path, [("外.zip", packed({"内.zip": inner}))], load(), "clerk", today=TODAY
    )
    assert report.status == "refused"


def test_a_ledger_is_itself_though_it_is_zipped_inside():
    assert office.files_in("名册.xlsx", ROLL) == [("名册.xlsx", ROLL)]
    assert office.files_in("a.csv", b"a,b") == [("a.csv", b"a,b")]


def test_what_systems_leave_in_archives_is_no_ledger():
    litter = {"__MACOSX/._名册.xlsx": b"x", ".DS_Store": b"x", "~$名册.xlsx": b"x", "a/Thumbs.db": b"x"}
    assert [name for name, _ in office.files_in("a.zip", packed(litter | {"名册.xlsx": ROLL}))] == [
        "名册.xlsx"
    ]
    assert code_of(packed(litter)) == "zip_empty"


def test_names_packed_on_chinese_windows_are_read():
    info = zipfile.ZipInfo("x" * len("名册.csv".encode("gb18030")))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(info, b"a,b")
    data = target.getvalue().replace(info.filename.encode(), "名册.csv".encode("gb18030"))
    assert [name for name, _ in office.files_in("a.zip", data)] == ["名册.csv"]


@pytest.mark.parametrize(
    "name", ["../../etc/x.xlsx", "/etc/x.xlsx", "C:\\x.xlsx", "a\\..\\..\\x.xlsx", "a/../../x.xlsx"]
)
def test_a_name_that_points_outside_refuses_the_archive(name):
    assert code_of(packed({name: ROLL})) == "zip_path_outside"


def test_a_link_refuses_the_archive():
    info = zipfile.ZipInfo("名册.xlsx")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert code_of(target.getvalue()) == "zip_path_outside"


def test_bombs_and_crowds_are_refused_before_unpacking(monkeypatch):
    assert code_of(packed({"a.csv": b"0" * (60 * 2**20)})) == "zip_bomb"
    monkeypatch.setattr(prechecks, "MAX_UNPACKED", 2**20)
    assert (
        code_of(packed({f"{n}.csv": b"0123" * 2**16 for n in range(8)}, zipfile.ZIP_STORED))
        == "zip_too_large"
    )
    monkeypatch.setattr(archives, "MOST_FILES", 3)
    assert code_of(packed({f"{n}.csv": b"1" for n in range(4)})) == "zip_too_many_files"


def test_a_damaged_archive_is_refused_whole():
    data = packed({"a.csv": b"0123456789" * 100}, zipfile.ZIP_STORED)
    assert code_of(data.replace(b"0123456789", b"9876543210", 5)) == "file_truncated"
    assert code_of(data[:-30]) == "file_truncated"


def test_each_file_of_an_archive_has_its_own_report(tmp_path):
    inner = packed({"a.csv": b"a,b"})
    data = packed(
        {"单位.xlsx": UNITS, "河东村/名册.xlsx": ROLL, "里面.zip": inner, "照片.png": b"\x89PNG\r\n"}
    )
    reports = office.take_in(
        tmp_path, [("全部.zip", data), ("坏.zip", packed({"../x": b"1"}))], load(), "王干事", today=TODAY
    )
    assert {one.file: (one.status, [p.code for p in one.problems]) for one in reports} == {
        "单位.xlsx": ("taken", []),
        "河东村/名册.xlsx": ("taken", []),
        "照片.png": ("refused", ["file_not_a_table"]),
        "里面.zip": ("refused", ["zip_of_files"]),
        "坏.zip": ("refused", ["zip_path_outside"]),
    }
    assert {path.name for path in tmp_path.glob("batches/*/original/*")} == {"单位.xlsx", "名册.xlsx"}
