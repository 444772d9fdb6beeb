"""A cell that somebody left far to the right of a table costs nothing and changes nothing."""

from care.ledgers.strays import GAP, narrowed
from tests.ledgers import column, fields, one_sheet, taken

HEADINGS = ["村", "姓名", "身份证号", "年龄"]
ROWS = [["河东村", "张三", "", 30], ["河东村", "李四", "", 40]]


def test_a_stray_cell_far_to_the_right_falls_away():
    strayed = [HEADINGS, ROWS[0], [*ROWS[1], *[""] * 397, "x"]]
    assert narrowed(one_sheet("名单", strayed)).width == 4
    report, rows = taken(("名单", strayed))
    assert (column(rows, "age"), len(fields(report))) == ([30, 40], 4)


def test_columns_beyond_a_small_gap_or_with_many_cells_stay():
    near = [[*row, *[""] * (GAP - 1), "备注"] for row in (HEADINGS, *ROWS)]
    assert narrowed(one_sheet("名单", near)).width == len(near[0])
    far = [[*row, *[""] * GAP, "备注", "x"] for row in (HEADINGS, *ROWS)]
    assert narrowed(one_sheet("名单", far)).width == len(far[0])
