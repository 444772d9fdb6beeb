"""Marks, sums, remarks and goods that once came in as something else or were lost without a word; all invented."""

import pytest

from tests.ledgers import codes, column, taken

GRID = ["序号", "姓名", "一月", "二月", "三月", "四月"]


def grid(*cells: list, foot: str = "") -> tuple:
    names = ("张大山", "李秀英")
    rows = [[n, name, *own] for n, (name, own) in enumerate(zip(names, cells, strict=True), 1)]
    return taken(("走访", [["河东村2025年独居老人走访记录表"], GRID, *rows, [foot]]))


def visits(found: list[dict]) -> list[tuple]:
    return [(row["name"], row["contact_on"].month, row["contact_kind"]) for row in found]


@pytest.mark.parametrize("ring", "○〇◯")
def test_a_ring_beside_ticks_is_no_visit_and_is_told(ring):
    report, found = grid(["√", ring, "×", ""], ["√", "√", ring, ""])
    assert visits(found) == [("张大山", 1, "visit"), ("李秀英", 1, "visit"), ("李秀英", 2, "visit")]
    assert codes(report) == [("month_cell_unreadable", 3, "D"), ("month_cell_unreadable", 4, "E")]


def test_a_ring_alone_is_the_tick():
    report, found = grid(["○", "", "×", ""], ["○", "○", "", ""])
    assert len(found) == 3
    assert codes(report) == []


def test_what_a_legend_says_of_each_mark():
    foot = "注：√表示入户走访，○表示电话联系，△表示外出"
    report, found = grid(["√", "○", "△", ""], ["〇", "√", "", "△"], foot=foot)
    assert visits(found) == [
        ("张大山", 1, "visit"),
        ("张大山", 2, "phone"),
        ("李秀英", 1, "phone"),
        ("李秀英", 2, "visit"),
    ]
    assert codes(report) == []
    report, found = grid(["√", "○", "", ""], ["√", "", "", ""], foot="说明：○＝未走访")
    assert len(found) == 2
    assert codes(report) == []


def test_a_ring_beside_ticks_answers_no_question():
    rows = [["河东村老人花名册"], ["姓名", "性别", "年龄", "是否独居"]]
    rows += [["张大山", "男", 78, "√"], ["李秀英", "女", 80, "○"]]
    report, found = taken(("名册", rows))
    assert column(found, "groups") == ["elderly_alone", None]
    assert codes(report) == [("flag_unknown", 4, "D")]
