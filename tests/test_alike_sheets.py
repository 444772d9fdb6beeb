"""Many sheets of one layout are checked together; each keeps what is its own, as if it had been sent alone."""

import pytest

from care.ledgers import tables
from tests.ledgers import BRIDGE, EAST, WEST, codes, column, taken

HEADINGS = ["姓名", "身份证号", "年龄", "村"]
SHARED = ("name", "unit_id", "age", "groups", "team", "sheet", "row_no", "ledger_on", "head_name")


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch):
    monkeypatch.setattr(tables, "MANY", 1)


def facts(rows: list[dict]) -> list[tuple]:
    return sorted(tuple(str(row.get(field)) for field in SHARED) for row in rows)


def apart_and_together(*sheets: tuple) -> tuple[list, list]:
    """(facts and problems of each sheet sent alone, the same of one workbook)."""
    alone = [taken(sheet) for sheet in sheets]
    report, rows = taken(*sheets)
    said = [(one.sheet, *code) for one, code in zip(report.problems, codes(report), strict=True)]
    apart = sorted(
        (one.sheet, *code)
        for single, _ in alone
        for one, code in zip(single.problems, codes(single), strict=True)
    )
    return [facts([row for _, own in alone for row in own]), apart], [facts(rows), sorted(said)]


def test_each_sheet_speaks_of_its_own_village():
    named = [["张三", "", 30, ""], ["李四", "", 40, ""]]
    sheets = [(village, [HEADINGS, *named]) for village in ("河东村", "河西村", "石桥社区")]
    _, rows = taken(*sheets)
    assert column(rows, "unit_id") == [EAST, EAST, WEST, WEST, BRIDGE, BRIDGE]
    alone, together = apart_and_together(*sheets)
    assert alone == together


def test_a_village_written_once_on_one_sheet_only():
    once = [["张三", "", 30, "河东村"], ["李四", "", 40, ""], ["王五", "", 50, ""], ["赵六", "", "x", ""]]
    each = [
        ["张三", "", 30, "河西村"],
        ["李四", "", 40, "河西村"],
        ["王五", "", "1o", ""],
        ["赵六", "5107", 7, "河西村"],
    ]
    alone, together = apart_and_together(("一", [HEADINGS, *once]), ("二", [HEADINGS, *each]))
    assert alone == together


def test_dittos_households_and_repeated_rows_stay_on_their_sheet():
    heads = ["户主姓名", "与户主关系", "姓名", "年龄", "村"]
    one = [["张三", "户主", "张三", "30", "河东村"], ["", "之子", "张四", "8", "河东村"]]
    two = [
        ["", "之子", "李小", "9", "河东村"],
        ["李四", "户主", "李四", "40", "同上"],
        ["李四", "户主", "李四", "40", "同上"],
    ]
    alone, together = apart_and_together(("一", [heads, *one]), ("二", [heads, *two]), ("三", [heads, *one]))
    assert alone == together


def test_groups_of_the_titles_and_many_sheets():
    def sheet(name: str, title: str) -> tuple:
        return name, [[title, "", "", ""], HEADINGS, ["张三", "", "60", "河东村"]]

    sheets = [
        sheet("一", "独居老人花名册"),
        sheet("二", "空巢老人花名册"),
        sheet("三", "2025年12月独居老人花名册"),
    ]
    alone, together = apart_and_together(*sheets)
    assert alone == together
    report, rows = taken(*(sheet(f"表{at}", "独居老人花名册") for at in range(120)))
    assert (len(rows), set(column(rows, "groups")), report.problems) == (120, {"elderly_alone"}, ())
