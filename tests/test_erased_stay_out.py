"""Somebody who was erased does not come in again with what later ledgers say of others."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from care import office, retention, whom
from care.definitions import load
from care.ledgers import batches, keeping_out, kept
from care.ledgers.problems import Refused
from care.store import EVERYTHING
from tests.ledgers import EAST, TODAY, id_no, xlsx
from tests.small_office import HEADINGS, PHONE, UNITS, opened, take_in
from tests.test_erasing import everything_in

NAME, ID, OLD = "孙长寿", id_no(0, "19550612"), "19550612"


@pytest.fixture
def gone(tmp_path) -> Path:
    """An office of two villages whose one person was erased."""
    rows = [["河东村", NAME, ID, PHONE.format(0), *[""] * 5], ["河东村", "钱二", id_no(8, OLD), *[""] * 6]]
    take_in(
        tmp_path, ("单位.xlsx", UNITS), ("名册.xlsx", xlsx(("名册", [["独居老人花名册"], HEADINGS, *rows])))
    )
    erase(tmp_path)
    return tmp_path


def erase(folder: Path) -> dict:
    return retention.erase(folder, load(), whom.find(folder, opened(folder), ID), "test", "request")


def rows_of(folder: Path, batch_id: str) -> list[dict]:
    return kept.rows(folder, batch_id).to_pylist()


def left(folder: Path) -> list[str]:
    """Files that still say the name or a number."""
    wanted = (NAME, ID, PHONE.format(0))
    return [name for name, text in everything_in(folder).items() if any(one in text for one in wanted)]


def test_as_the_head_of_a_household(gone):
    heads = [["河东村", NAME, ID, "孙小", id_no(1)], ["河西村", NAME, ID, "孙女", id_no(2)]]
    headings = ["村", "户主姓名", "户主身份证号", "姓名", "身份证号"]
    (report,) = take_in(gone, ("低保.xlsx", xlsx(("低保", [["农村低保花名册"], headings, *heads]))))
    rows = rows_of(gone, report.batch_id)
    assert [(one["name"], one["head_name"], one["head_id"]) for one in rows] == [
        ("孙小", None, None),
        ("孙女", None, None),
    ]
    assert [(one.code, one.values) for one in report.problems][:1] == [("erased_unnamed", {"rows": 2})]
    with pytest.raises(Refused):
        batches.original(gone, report.batch_id)
    assert left(gone) == []
    assert office.reapply(gone, load(), "test", [report.batch_id])[0].status == "refused"


def test_as_a_guardian_of_the_village_and_nobody_elsewhere(gone):
    child = ["孙小", id_no(1), "", NAME, PHONE.format(3), "", "", ""]
    other = ["周小", id_no(2), "", NAME, PHONE.format(4), "", "", ""]
    sheet = xlsx(("名册", [["留守儿童花名册"], HEADINGS, ["河东村", *child], ["河西村", *other]]))
    (report,) = take_in(gone, ("儿童.xlsx", sheet))
    rows = rows_of(gone, report.batch_id)
    assert [(one["guardian_name"], one["guardian_phone"]) for one in rows] == [
        (None, None),
        (NAME, PHONE.format(4)),
    ]


@pytest.mark.parametrize("form", ["{}", "{0:.6} {1}", "wide"])
def test_by_a_number_inside_a_text(gone, form):
    text = form.format(ID, ID[6:])
    if form == "wide":
        text = ID.translate({ord(sign): ord(sign) + 0xFEE0 for sign in ID})
    row = ["河西村", "周小", id_no(2), *[""] * 5, f"随{text}同住，邻居{id_no(9, OLD)}"]
    (report,) = take_in(gone, ("儿童.xlsx", xlsx(("名册", [["留守儿童花名册"], HEADINGS, row]))))
    assert [one["note"] for one in rows_of(gone, report.batch_id)] == [f"随某人同住，邻居{id_no(9, OLD)}"]
    assert left(gone) == []


def test_by_a_row_that_was_held_or_a_cell_beside_the_table(gone):
    """Nothing of it was taken in: the file is not kept, and what was said of that row neither."""
    held = ["黑石村", NAME, f"{ID[:6]} {ID[6:]}", *[""] * 6]
    taken = ["河东村", "周小", id_no(2), *[""] * 6]
    (report,) = take_in(gone, ("新.xlsx", xlsx(("名册", [["留守儿童花名册"], HEADINGS, held, taken]))))
    assert (report.counts["held"], report.counts["taken"]) == (1, 1)
    assert report.problems[0].code == "erased_in_file"
    assert left(gone) == []
    assert not [one for one in batches.in_force(gone)[-1]["problems"] if one["row"] == 3]


def test_a_number_of_before_1999_stands_for_the_same_person(gone):
    from care.traces import other_form

    (report,) = take_in(
        gone,
        ("旧.xlsx", xlsx(("名册", [["独居老人花名册"], HEADINGS[:3], ["河东村", NAME, other_form(ID)]]))),
    )
    assert (report.status, report.facts) == ("nothing", 0)


def test_by_a_register_number_that_holds_the_id_number(gone):
    """A certificate's number is its owner's ID number and two signs, a pupil's is G and it."""
    near = ID[:17] + ("0" if ID[17] != "0" else "1")
    headings = ["村", "姓名", "身份证号", "残疾证号", "学籍号", "身份类别"]
    rows = [
        ["河西村", NAME, "", f"{ID}43", "", "残疾人"],
        ["河西村", NAME, "", "", f"G{ID}", "残疾人"],
        ["河西村", "周一", "", f"{near}43", "", "残疾人"],
        [
            "河西村",
            "周二",
            id_no(2),
            f"{ID}43",
            "",
            "残疾人",
        ],  # filled down: whose it is, the ID number tells
    ]
    (report,) = take_in(gone, ("残.xlsx", xlsx(("名册", [["残疾人花名册"], headings, *rows]))))
    stay = [(one["name"], one["disability_no"]) for one in rows_of(gone, report.batch_id)]
    assert stay == [("周一", f"{near}43"), ("周二", None)]
    assert ("erased_left_out", {"rows": 2}) in [(one.code, one.values) for one in report.problems]
    assert left(gone) == []


@pytest.mark.parametrize("word", ["G{}", "{}"])
def test_whom_only_a_register_number_told_stays_out_by_its_id_number(tmp_path, word):
    child, other = id_no(1), id_no(2)
    headings = ["村", "姓名", "学籍号", "身份类别"]
    east = [["河东村", "孙小", f"G{child}", "留守儿童"], ["河东村", "周小", f"G{other}", "留守儿童"]]
    west = [["河西村", "孙小", child, "留守儿童"], ["河西村", "周小", other, "留守儿童"]]
    sheet = xlsx(("名册", [["留守儿童花名册"], headings, *east]))
    take_in(tmp_path, ("单位.xlsx", UNITS), ("东.xlsx", sheet))
    told = whom.find(tmp_path, opened(tmp_path), word.format(child))
    assert retention.erase(tmp_path, load(), told, "test", "request", True)["rows"] == 1
    headings[2] = "身份证号"
    (report,) = take_in(tmp_path, ("西.xlsx", xlsx(("名册", [["留守儿童花名册"], headings, *west]))))
    assert [one["name"] for one in rows_of(tmp_path, report.batch_id)] == ["周小"]
    assert not [name for name, text in everything_in(tmp_path).items() if child in text]


@pytest.mark.parametrize("erased_name", ["张小甲", "陈小乙"])
@pytest.mark.parametrize("in_store", [True, False])
def test_a_register_number_with_another_childs_id_number_erases_nobody_else(tmp_path, erased_name, in_store):
    """By a slip of the pen 陈小乙's 学籍号 holds 张小甲's ID number."""
    theirs = id_no(1)
    village = xlsx(
        (
            "名册",
            [
                ["留守儿童花名册"],
                ["村", "姓名", "身份证号", "身份类别"],
                ["河东村", "张小甲", theirs, "留守儿童"],
            ],
        )
    )
    school = xlsx(
        (
            "名册",
            [
                ["留守儿童花名册"],
                ["村", "姓名", "学籍号", "身份类别"],
                ["河西村", "陈小乙", f"G{theirs}", "留守儿童"],
            ],
        )
    )
    take_in(tmp_path, ("单位.xlsx", UNITS), ("村.xlsx", village), ("校.xlsx", school))
    word = theirs if erased_name == "张小甲" else f"G{theirs}"
    told = whom.find(tmp_path, opened(tmp_path) if in_store else None, word)
    assert told.names == {erased_name}
    assert retention.erase(tmp_path, load(), told, "test", "request", True)["rows"] == 1
    left = opened(tmp_path).query(EVERYTHING, "select name from people")["name"].tolist()
    assert left == [{"张小甲": "陈小乙", "陈小乙": "张小甲"}[erased_name]]


def test_a_trial_and_the_same_file_without_anybody_erased(gone):
    heads = [["河东村", NAME, ID, "孙小", id_no(1)]]
    sheet = xlsx(
        ("低保", [["农村低保花名册"], ["村", "户主姓名", "户主身份证号", "姓名", "身份证号"], *heads])
    )
    (tried,) = office.try_files(gone, [("低保.xlsx", sheet)], load(), today=TODAY)
    assert ID not in str(tried.rows.to_pylist()) and tried.report.problems[0].code == "erased_unnamed"
    other = [
        "河东村",
        "周小",
        id_no(2),
        PHONE.format(5),
        "周父",
        PHONE.format(6),
        "帮扶人",
        PHONE.format(7),
        "住院",
    ]
    (report,) = take_in(gone, ("无关.xlsx", xlsx(("名册", [["留守儿童花名册"], HEADINGS, other]))))
    assert not report.problems and batches.original(gone, report.batch_id)


def test_nothing_is_touched_where_nobody_stands(tmp_path):
    rows = pa.table({"unit_id": [EAST], "name": ["周小"], "note": [f"证号{ID}"], "on": [date(2026, 1, 1)]})
    same, touched, said = keeping_out.unnamed(tmp_path, frozenset({"x"}), rows)
    assert (same.equals(rows), touched, said) == (True, 0, set())
