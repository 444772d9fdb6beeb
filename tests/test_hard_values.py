"""Cells that are not plain: what is read, and what is rather not read than read wrongly."""

import pytest

from care.ledgers.texts import rows_of
from tests.ledgers import codes, column, taken

HEADINGS = ["村", "姓名", "身份证号", "年龄", "联系电话", "纳入日期"]


def rows_with(at: int, *cells: object) -> list[list]:
    rows = []
    for number, cell in enumerate(cells):
        row: list = ["河东村", "张秀" + "英兰珍芳梅华"[number], "", "", "", ""]
        row[at] = cell
        rows.append(row)
    return [HEADINGS, *rows]


@pytest.mark.parametrize("cell, age", [("3岁", 3), ("80周岁", 80), ("１２", 12), ("7.0", 7), ("60 岁", 60)])
def test_a_number_with_a_known_unit_is_read(cell, age):
    report, rows = taken(("名单", rows_with(3, cell)))
    assert (column(rows, "age"), codes(report)) == ([age], [])


@pytest.mark.parametrize("cell", ["1o", "3x", "2？", "6个月", "1_0", "1e1", "3.5"])
def test_what_stands_behind_a_number_may_change_it(cell):
    report, rows = taken(("名单", rows_with(3, cell)))
    assert (column(rows, "age"), codes(report)) == ([None], [("number_unreadable", 2, "D")])


def test_plain_and_hard_cells_of_one_column():
    dates = ("2024-01-05", "2024年1月5日", "二〇二四年一月五日", "2099-01-01", "20240105")
    report, rows = taken(("名单", rows_with(5, *dates)))
    assert [day and day.isoformat() for day in column(rows, "since")] == ["2024-01-05"] * 3 + [
        None,
        "2024-01-05",
    ]
    assert codes(report) == [("date_future", 5, "F")]


def test_cells_that_keep_their_zeros_by_a_formula_are_their_inner_text():
    text = '姓名,身份证号,电话\n张三,="510723199503090942",="013800138000"\n李四,"=""5107"""\n'
    assert [row[1:] for row in rows_of(text)][1:] == [["510723199503090942", "013800138000"], ["5107"]]
