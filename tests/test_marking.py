"""The clerk's own file back: same cells, bad ones marked, each row told what is wrong, problems listed
first."""

import io
import re
from datetime import date

import openpyxl
import pytest

from care.definitions import load
from care.ledgers.importing import import_file
from care.ledgers.marking import marked_workbook, sheet_names
from care.ledgers.reading import read
from care.words import LANGUAGES, voice
from tests.ledgers import TODAY, UNITS, id_no, xlsx

ROWS = [
    ["河东村留守儿童花名册"],
    ["填报单位：河东村", None, None, None, None, "填报日期：2026-01-15"],
    ["序号", "姓名", "身份证号", "联系电话", "纳入日期", "备注"],
    [1, "张一", id_no(1), "13800000001", date(2024, 3, 1), "=1+1"],
    [2, "张二", 110105201506120023, "1380000", date(2024, 3, 1), "@SUM(A1)"],
    [
        3,
        "张三",
        id_no(3)[:17] + "0" if id_no(3)[17] != "0" else id_no(3)[:17] + "1",
        "13800000003",
        date(2027, 3, 1),
        None,
    ],
    [4, None, id_no(4), None, None, "没有姓名"],
    ["合计", 4],
]


def dry(data: bytes, name: str = "花名册.xlsx", **options):
    from pathlib import Path

    return import_file(Path("/nonexistent"), name, data, load(), UNITS, "test", True, today=TODAY, **options)


@pytest.fixture(scope="module")
def data() -> bytes:
    other = ("空表", [["说明"], ["这张表不是台账"]])
    return xlsx(
        ("花名册", ROWS, [(0, 0, 0, 5), (3, 5, 4, 5)]),
        other,
        hidden=("空表",),
        options={"strings_to_formulas": False},
    )


@pytest.fixture(scope="module")
def report(data):
    return dry(data)


def opened(marked: bytes):
    return openpyxl.load_workbook(io.BytesIO(marked))


def test_every_cell_stands_where_it_stood_with_its_type(data, report):
    name, marked = marked_workbook("花名册.xlsx", data, report, "zh")
    assert name == "花名册（待核实）.xlsx"
    book = opened(marked)
    assert book.sheetnames == ["待核实清单", "花名册", "空表"]
    assert book["空表"].sheet_state == "hidden"
    before, after = openpyxl.load_workbook(io.BytesIO(data))["花名册"], book["花名册"]
    for row in before.iter_rows():
        for cell in row:
            assert after[cell.coordinate].value == cell.value, cell.coordinate
    assert {str(one) for one in after.merged_cells.ranges} == {"A1:F1", "F4:F5"}


def test_nothing_becomes_a_formula_or_a_link(data, report):
    sheet = opened(marked_workbook("花名册.xlsx", data, report, "zh")[1])["花名册"]
    assert (sheet["F4"].value, sheet["F4"].data_type) == ("=1+1", "s")
    assert all(cell.data_type != "f" and not cell.hyperlink for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize(
    ("lang", "column", "taken", "refused"),
    [("zh", "待核实", "已收入", "未收入"), ("en", "To be verified", "taken", "not taken")],
)
def test_bad_cells_are_marked_and_rows_told_in_the_readers_language(
    data, report, lang, column, taken, refused
):
    sheet = opened(marked_workbook("花名册.xlsx", data, report, lang)[1])["花名册"]
    bad = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment}
    assert bad == {"C5", "D5", "C6", "E6", "B7"}
    assert all(sheet[one].fill.fgColor.rgb == "FFFFEB9C" for one in bad)
    assert sheet["C4"].fill.fgColor.rgb in ("00000000", "FFFFFFFF")
    assert sheet["G3"].value == column
    assert sheet["G4"].value is None
    assert taken in sheet["G5"].value and "身份证号" in sheet["G5"].value
    assert refused in sheet["G7"].value
    assert sheet["C5"].number_format == "@"  # what is typed over it stays text


def test_the_first_sheet_lists_every_problem_with_what_to_do(data, report):
    sheet = opened(marked_workbook("花名册.xlsx", data, report, "zh")[1])["待核实清单"]
    texts = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert "共读 5 行：收入 3 行，暂存 0 行，未收入 1 行" in texts[1][0]
    head = next(at for at, row in enumerate(texts) if row[0] == "工作表")
    listed = texts[head + 1 :]
    assert len(listed) == len(report.problems) == 5
    assert [str(row[1]) for row in listed] == ["5", "5", "6", "6", "7"]
    assert listed[0][5].startswith("身份证号被表格软件改成了数字")
    assert listed[0][6].startswith("请把该列设为文本格式")
    assert id_no(4) not in str(listed)
    assert sheet.cell(head + 2, 2).hyperlink.location == "'花名册'!C5"


def test_the_marked_file_is_taken_in_like_the_first(data, report):
    name, marked = marked_workbook("花名册.xlsx", data, report, "zh")
    again = dry(marked, name)
    assert again.counts == report.counts
    assert [(one.code, one.row, one.column) for one in again.problems] == [
        (one.code, one.row, one.column) for one in report.problems
    ]
    twice = opened(marked_workbook(name, marked, again, "en")[1])  # and is not marked twice over
    assert twice.sheetnames == ["To be verified", "花名册", "空表"]
    assert (twice["花名册"]["G3"].value, twice["花名册"]["H3"].value) == ("To be verified", None)


@pytest.mark.parametrize("ending", ["csv", "html", "txt"])
def test_other_formats_come_back_as_a_workbook(ending):
    rows = [["村", "姓名", "身份证号"], ["河东村", "张一", id_no(1)], ["河东村", "张二", "110105"]]
    text = {
        "csv": "\n".join(",".join(row) for row in rows).encode("gb18030"),
        "txt": "\n".join("\t".join(row) for row in rows).encode("utf-16"),
        "html": (
            "<table>"
            + "".join("<tr>" + "".join(f"<td>{one}</td>" for one in row) + "</tr>" for row in rows)
            + "</table>"
        ).encode(),
    }[ending]
    report = dry(text, f"名单.{ending}")
    name, marked = marked_workbook(f"名单.{ending}", text, report, "zh")
    assert name == "名单（待核实）.xlsx"
    sheet = opened(marked).worksheets[1]
    assert [[cell.value for cell in row][:3] for row in sheet.iter_rows()] == rows
    assert "已收入" in sheet["D3"].value
    assert sheet["C3"].comment


def test_rows_that_wait_say_so():
    data = xlsx(("花名册", [["村", "姓名", "身份证号"], ["黑石村", "张一", id_no(1)]]))
    sheet = opened(marked_workbook("a.xlsx", data, dry(data), "zh")[1])["花名册"]
    assert sheet["D2"].value.startswith("【暂存】")
    assert "黑石村" in sheet["D2"].value


def test_a_file_that_cannot_be_read_comes_back_as_its_problem():
    data = b"PK\x03\x04 no workbook"
    report = dry(data)
    book = opened(marked_workbook("../../坏.xlsx", data, report, "zh")[1])
    assert book.sheetnames == ["待核实清单"]
    assert "不完整" in str([cell.value for row in book.worksheets[0].iter_rows() for cell in row])


def test_column_widths_stay(tmp_path):
    made = openpyxl.Workbook()
    made.active.append(["村", "姓名", "身份证号"])
    made.active.append(["河东村", "张一", "110105"])
    made.active.column_dimensions["B"].width = 33
    made.save(tmp_path / "a.xlsx")
    data = (tmp_path / "a.xlsx").read_bytes()
    sheet = opened(marked_workbook("a.xlsx", data, dry(data), "zh")[1]).worksheets[1]
    assert round(sheet.column_dimensions["B"].width) == 33


def test_overlapping_merges_and_odd_names_make_no_damaged_workbook(data):
    assert sheet_names(["待核实清单", "a/b", "a:b", "A_B", "History", "x" * 40, ""]) == [
        "待核实清单",
        "a_b",
        "a_b_2",
        "A_B_3",
        "History_",
        "x" * 31,
        "Sheet",
    ]
    top = b"<tr><td rowspan=2 colspan=2>x</td><td rowspan=3>y</td></tr><tr><td colspan=3>z</td></tr>"
    html = b"<table>" + top + b"<tr><td>1</td><td>2</td></tr></table>"
    _, marked = marked_workbook("a.xls", html, dry(html, "a.xls"), "zh")
    ranges = [one.bounds for one in opened(marked).worksheets[1].merged_cells.ranges]
    assert not any(
        a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]
        for a in ranges
        for b in ranges
        if a != b
    )
    assert read("a.xlsx", marked)


def test_the_words_of_these_files_are_in_both_languages():
    texts = [
        {key: text for key, text in voice(lang).texts.items() if key.startswith("clerk.")}
        for lang in LANGUAGES
    ]
    assert texts[0].keys() == texts[1].keys()
    for key in texts[0]:
        assert set(re.findall(r"\{(\w+)\}", texts[0][key])) == set(re.findall(r"\{(\w+)\}", texts[1][key])), (
            key
        )
