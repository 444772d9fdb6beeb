"""Many sheets of one layout are checked together; each keeps what is its own, as if it had been sent alone."""

import pytest

from care.ledgers import importing, tables
from care.ledgers.checking import check
from tests import ledgers
from tests.ledgers import BRIDGE, EAST, TOWN, WEST, codes, column, taken

HEADINGS = ["姓名", "身份证号", "年龄", "村"]
SHARED = (
    *(
        "name",
        "unit_id",
        "class_unit_id",
        "age",
        "groups",
        "team",
        "sheet",
        "row_no",
        "ledger_on",
        "head_name",
    ),
    *("contact_on", "contact_precision", "contact_kind", "contact_by", "cash"),
)
MONTHS = [f"{month}月" for month in range(1, 13)]


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


def wide(name: str, *rows: list, heads: tuple = ("姓名", "村"), title: str = "") -> tuple:
    """A sheet of visits by month; a row is what stands before the months, then some months' cells."""
    body = [[*row, *[""] * (len(heads) + 12 - len(row))] for row in rows]
    return name, [[title], [*heads, *MONTHS], *body]


def checked_tables(monkeypatch) -> list:
    """What `check` is called with from here on."""
    seen = []
    monkeypatch.setattr(importing, "check", lambda *args: seen.append(args[1]) or check(*args))
    return seen


def test_months_are_read_sheet_by_sheet(monkeypatch):
    """Whether a number is a day or a count, and of which year the months are, each sheet says for itself."""
    counts = wide("一", ["张三", "河东村", "1", "2", "3"], ["李四", "河西村", "", "5次", "1"])
    days = wide("二", ["张三", "河东村", "1", "2", "30"], ["李四", "河西村", "3月5日", "外出", "31"])
    ahead = wide("三", ["张三", "河东村", *["√"] * 12], ["李四", "河东村", *["√"] * 12])
    slip = wide("四", ["张三", "河东村", "√", *[""] * 9, "", "√"], ["李四", "河东村", *["√"] * 2])
    faulty = wide("五", ["张三", "河东村", "2026年3月1日", "31", "ab"], ["李四", "", "9", "√"])
    alone, together = apart_and_together(counts, days, ahead, slip, faulty)
    assert alone == together
    tables_ = checked_tables(monkeypatch)
    taken(counts, days, ahead, slip, faulty)
    assert [len(one.layouts) for one in tables_] == [5]


def test_wide_sheets_of_other_years_or_below_a_roster_are_not_joined(monkeypatch):
    roster = ("册", [HEADINGS, ["王五", "", "70", "河西村"], ["赵六", "", "71", "河西村"]])
    row = ["张三", "河东村", "√", "5"]
    old, new = wide("一", row, title="2024年走访表"), wide("二", row, title="2025年走访表")
    alone, together = apart_and_together(old, new, roster, wide("三", row, title="2025年走访表"))
    assert alone == together
    tables_ = checked_tables(monkeypatch)
    taken(old, new, roster, wide("三", row, title="2025年走访表"))
    assert [len(one.layouts) for one in tables_] == [1] * 4


def test_what_one_and_two_mean_is_each_sheets_own():
    heads = ("姓名", "是否留守儿童", "村")
    one_two = wide("一", ["张三", "1", "河东村", "√"], ["李四", "2", "河东村", "√"], heads=heads)
    one_zero = wide("二", ["张三", "1", "河东村", "√"], ["李四", "0", "河东村", "2"], heads=heads)
    two = wide("三", ["张三", "2", "河东村", "√"], ["李四", "0", "河东村", "√"], heads=heads)
    alone, together = apart_and_together(one_two, one_zero, two)
    assert alone == together
    lists = [
        (name, [list(heads), ["张三", "1", "河东村"], ["李四", no, "河西村"]])
        for name, no in (("一", "2"), ("二", "0"))
    ]
    alone, together = apart_and_together(*lists)
    assert alone == together


def test_whom_a_column_of_groups_is_about_is_each_sheets_own():
    heads = ("姓名", "人员类别", "村")
    sheets = [
        wide(name, ["张三", "留守", "河东村", "√"], ["李四", beside, "河东村", "√"], heads=heads)
        for name, beside in (("一", "独居老人"), ("二", "困境儿童"), ("三", "不明"))
    ]
    alone, together = apart_and_together(*sheets)
    assert alone == together


def test_a_class_belongs_to_the_school_of_its_sheet(monkeypatch):
    schools = ("青溪中心小学", "东风小学", "红星小学")
    more = {f"{TOWN}/{school}": (school, "school", ()) for school in schools}
    monkeypatch.setattr(ledgers, "UNITS", ledgers.UNITS | more)
    sheets = [
        (one, [["姓名", "班级", "年龄"], ["张三", "三（1）班", "9"], ["李四", "", "9"]]) for one in schools
    ]
    _, rows = taken(*sheets)
    assert column(rows, "class_unit_id")[::2] == [f"{TOWN}/{one}/三年级1班" for one in schools]
    alone, together = apart_and_together(*sheets)
    assert alone == together


def test_a_visitor_written_once_holds_on_its_own_sheet_only():
    heads = ["走访人", "走访日期", "姓名", "村"]
    led = [["刘文", "2025-12-01", "张三", "河东村"], ["", "", "李四", "河东村"]]
    bare = [["", "", "王五", "河西村"], ["陈平", "2025-12-02", "赵六", "河西村"], ["", "", "钱七", "河西村"]]
    alone, together = apart_and_together(("一", [heads, *led]), ("二", [heads, *bare]), ("三", [heads, *led]))
    assert alone == together


def test_merged_cells_and_blocks_stay_on_their_sheet():
    heads = ["姓名", "村", "慰问金"]
    merged = [
        ["张三", "河东村", "500"],
        ["李四", "河东村", ""],
        ["王五", "河东村", "300"],
        ["合计", "", "800"],
    ]
    apart = [
        ["张三", "河东村", "500"],
        ["李四", "河东村", "200"],
        ["王五", "河东村", "300"],
        ["合计", "", "900"],
    ]
    sheets = [("一", [heads, *merged], ((1, 2, 2, 2),)), ("二", [heads, *apart]), ("三", [heads, *apart])]
    alone, together = apart_and_together(*sheets)
    assert alone == together
    beside = ["姓名", "年龄", "姓名", "年龄"]
    lists = [
        (village, [beside, [f"张{at}", "70", f"李{at}", "x"], ["王五", "80", "", ""]])
        for at, village in zip("一二三", ("河东村", "河西村", "石桥社区"), strict=True)
    ]
    alone, together = apart_and_together(*lists)
    assert alone == together
