"""A file with very many faults: all are counted, few are kept, nothing takes long."""

from care.ledgers.job import MOST_KEPT
from care.ledgers.marking import marked_workbook
from care.ledgers.reading import read
from tests.ledgers import codes, taken, xlsx

HEADINGS = ["村", "姓名", "身份证号", "年龄"]
MANY = MOST_KEPT + 1_000


def test_of_each_fault_all_are_counted_and_the_first_are_kept():
    rows = [HEADINGS, *(["河东村", f"张{chr(0x4E00 + at)}", "", "3x"] for at in range(MANY))]
    report, taken_rows = taken(("名单", rows))
    assert len(taken_rows) == MANY
    assert report.problem_counts == {"number_unreadable": MANY} and report.problems_in_all == MANY
    assert codes(report) == [("number_unreadable", at + 2, "D") for at in range(MOST_KEPT)]


def test_repeated_and_ambiguous_rows_are_set_aside_together():
    same = ["河东村", "张三", "510723199503090942", "30"]
    rows = [
        HEADINGS,
        same,
        *([*same] for _ in range(MANY)),
        ["河东村", "李四", "5107", ""],
        ["河东村", "李四", "", "40"],
    ]
    report, taken_rows = taken(("名单", rows))
    assert report.problem_counts["row_repeated"] == MANY
    assert {key: report.counts[key] for key in ("taken", "held", "ignored")} == {
        "taken": len(taken_rows), "held": 1, "ignored": MANY,
    }  # fmt: skip
    assert [(one.row, one.column) for one in report.problems if one.code == "person_ambiguous"] == [
        (MANY + 3, "C")
    ]


def test_the_marked_file_says_how_many_there_are():
    rows = [HEADINGS, *(["河东村", f"张{chr(0x4E00 + at)}", "", "3x"] for at in range(MANY))]
    report, _ = taken(("名单", rows))
    _, data = marked_workbook("台账.xlsx", xlsx(("名单", rows)), report, "zh")
    said = [text for row in read("marked.xlsx", data).sheets[0].head[:8] for text, _ in row if text]
    assert any(f"{MANY:,}" in text and f"{MOST_KEPT:,}" in text for text in said), said
