"""Small ledgers that are wrong on purpose, each named by its fault, for the tests of the import."""

from __future__ import annotations

from pathlib import Path

from . import sheets

_HEADER = sheets.headings(
    "序号 所属村 组别 儿童姓名 性别 身份证号码 年龄 人员类别 认定时间 监护人姓名 监护人联系电话"
)
_ROWS = (
    (
        1,
        "河东村",
        "3组",
        "陈雨萱",
        "女",
        "990121201503120043",
        10,
        "留守儿童",
        "2024.3.5",
        "陈海军",
        "16000000101",
    ),
    (
        2,
        "石桥村",
        "1组",
        "李子轩",
        "男",
        "990121201408210052",
        11,
        "留守儿童",
        "2024.3.5",
        "李建平",
        "16000000102",
    ),
    (
        3,
        "柳林村",
        "2组",
        "柳思琪",
        "女",
        "990121201612030067",
        9,
        "困境儿童",
        "2024.6.1",
        "柳志强",
        "16000000103",
    ),
)
README = """# Ledgers wrong on purpose

Written by `python -m bench.sample_town`; every person is invented.
Rows and columns as the spreadsheet counts.

| file | what is wrong | rows that are good |
|---|---|---|
| id_in_numeric_cell.xlsx | F4 (row 4, 身份证号码): the ID is a number, its last digits are lost | 3, 5 |
| unknown_village.xlsx | B4 (row 4, 所属村): 黑石村 is no village of the town | 3, 5 |
| no_header_found.xlsx | no row holds headings; the rows are notes and figures of a meeting | none |
| bad_dates.xlsx | 走访时间: B3 2027-03-05 is yet to come; B4 2025-02-30 is no day; B5 0025-03-05 | 6 |
| wrong_check_digit.csv | row 3, column F (身份证号码): wrong last digit (UTF-8 with BOM) | 2, 4 |
| missing_name.xlsx | D4 (row 4, 儿童姓名) is blank though the rest of the row is filled | 3, 5 |
"""


def _valid(rows: tuple = _ROWS) -> list[list[object]]:
    from .names import check_digit

    return [[*r[:5], r[5][:17] + check_digit(r[5][:17]), *r[6:]] for r in rows]


def _roster(path: Path, rows: list[list[object]]) -> None:
    with sheets.workbook(path) as book:
        sheet = book.add_worksheet("花名册")
        sheets.title(sheet, book.styles, "青溪镇留守儿童和困境儿童花名册", len(_HEADER))
        at = sheets.put_table(sheet, book.styles, 1, _HEADER, rows, {5: 21})
        sheets.put_row(sheet, book.styles, at, ("合计", "", "", f"{len(rows)}人"), "sum")


def _changed(at: int, column: int, value: object) -> list[list[object]]:
    rows = _valid()
    rows[at][column] = value
    return rows


def _no_header(path: Path) -> None:
    with sheets.workbook(path) as book:
        sheet, styles = book.add_worksheet("Sheet1"), book.styles
        for at, row in enumerate(
            (("腊月廿五开会记录",), ("大家都说好", 12, 30.5), ("再议", "", 7), ("散会", "下午四点"))
        ):
            sheets.put_row(sheet, styles, at, row)


def _bad_dates(path: Path) -> None:
    header = sheets.headings(
        "序号 走访时间 走访人姓名 走访对象姓名 走访对象身份证号码 走访类型 走访内容 录入时间"
    )
    person = _valid()[0]
    rows = [
        (n, day, "周晓梅", person[3], person[5], "日常走访", "孩子在写作业，奶奶身体还好。", "2025-03-08")
        for n, day in enumerate(("2027-03-05", "2025-02-30", "0025-03-05", "2025-03-05"), 1)
    ]
    with sheets.workbook(path) as book:
        sheet = book.add_worksheet("河东村")
        sheets.title(sheet, book.styles, "青溪镇河东村走访台账（2025年上半年）", len(header))
        sheets.put_table(sheet, book.styles, 1, header, rows, {4: 21, 6: 30})


def write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    good = _valid()
    _roster(folder / "id_in_numeric_cell.xlsx", _changed(1, 5, float(good[1][5][:17] + "0")))
    _roster(folder / "unknown_village.xlsx", _changed(1, 1, "黑石村"))
    _roster(folder / "missing_name.xlsx", _changed(1, 3, ""))
    _no_header(folder / "no_header_found.xlsx")
    _bad_dates(folder / "bad_dates.xlsx")
    wrong = good[1][5]
    digit = "1" if wrong[-1] != "1" else "2"
    sheets.save_text(
        folder / "wrong_check_digit.csv", [_HEADER, *_changed(1, 5, wrong[:17] + digit)], "utf-8-sig"
    )
    (folder / "README.md").write_text(README, encoding="utf-8")
