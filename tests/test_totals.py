"""Total rows against the rows that they add up: doubted only where they fit no sum of them."""

from datetime import date

import pytest

from care import office
from care.definitions import load
from care.inspection.checks import find
from care.store import EVERYTHING, Scope
from tests.ledgers import id_no, xlsx

HEADS = ["姓名", "身份证号", "慰问金额", "棉被"]
PAID = ["慰问金发放表（河东村）2026年1月"]


def told(tmp_path, *rows: list) -> list[tuple]:
    """(row, stated, counted) of each doubted total."""
    data = xlsx(("表", [PAID, HEADS, *rows]))
    report = dry(tmp_path, data)
    return [
        (one.row, one.values["stated"], one.values["counted"])
        for one in report.problems
        if one.code == "total_differs"
    ]


def dry(tmp_path, data: bytes):
    (report,) = office.take_in(tmp_path, [("发放.xlsx", data)], load(), "local", dry_run=True)
    return report


def paid(number: int, yuan, quilts=1) -> list:
    return [f"林{'一二三四五六七八九'[number]}梅", id_no(700 + number, "19400612"), yuan, quilts]


def test_a_total_that_its_rows_add_up_to_is_silent(tmp_path):
    assert told(tmp_path, paid(1, 200), paid(2, 300), ["合计", "", 500, 2]) == []
    assert told(tmp_path, paid(1, "200元"), paid(2, "1,300"), ["合计", "", "1,500元", ""]) == []


def test_a_total_that_differs_says_both_figures(tmp_path):
    assert told(tmp_path, paid(1, 200), paid(2, 300), ["合计", "", 600, 2]) == [(5, "600", "500")]


@pytest.mark.parametrize("last", [900, 400])  # of all, or of its own part
def test_subtotals_are_of_their_own_part(tmp_path, last):
    rows = [
        paid(1, 200),
        paid(2, 300),
        ["小计", "", 500, 2],
        paid(3, 400),
        ["小计", "", 400, 1],
        ["合计", "", last, 3],
    ]
    assert told(tmp_path, *rows) == []
    rows[2] = ["小计", "", 510, 2]
    assert told(tmp_path, *rows) == [(5, "510", "500")]


def test_a_total_above_its_rows(tmp_path):
    assert told(tmp_path, ["合计", "", 500, 2], paid(1, 200), paid(2, 300)) == []
    assert told(tmp_path, ["合计", "", 700, 2], paid(1, 200), paid(2, 300)) != []


def test_where_a_cell_is_not_read_no_total_is_judged(tmp_path):
    assert told(tmp_path, paid(1, 200), paid(2, "见附表"), ["合计", "", 900, 2]) == []


def test_people_are_counted_where_the_total_says_how_many(tmp_path):
    heads = ["姓名", "身份证号", "类别"]
    rows = [[f"林{one}梅", id_no(720 + n, "19400612"), "独居老人"] for n, one in enumerate("一二三")]

    def said(total: str) -> list[str]:
        report = dry(tmp_path, xlsx(("表", [["河东村独居老人花名册"], heads, *rows, [total, "", ""]])))
        return [one.values["counted"] for one in report.problems if one.code == "total_differs"]

    assert said("合计：3人（其中女：2人）") == []
    assert said("合计：4人") == ["3"]


def test_the_check_names_the_unit_whose_ledger_it_is(tmp_path):
    units = next(path for path in office.SAMPLES.iterdir() if path.name.startswith("01 "))
    files = [
        (units.name, units.read_bytes()),
        ("发放.xlsx", xlsx(("表", [PAID, HEADS, paid(1, 200), paid(2, 300), ["合计", "", 600, 2]]))),
    ]
    office.take_in(tmp_path, files, load(), "local", today=date(2026, 1, 20))
    known = load()
    store = office.current(tmp_path, known)
    hits = find(store, EVERYTHING, known, date(2026, 1, 20))
    frame = hits.to_pandas() if hasattr(hits, "to_pandas") else hits
    (hit,) = frame[frame["check_id"] == "totals_disagree"].to_dict("records")
    assert hit["unit_id"] == "青溪镇/河东村"
    assert hit["why"].endswith("cash|600|500")
    for scope, n in (
        (Scope(), 0),
        (Scope(None), 1),
        (Scope(None, ("elderly_alone",)), 0),
    ):  # of all groups together
        assert len(store.query(scope, "select * from doubted_totals")) == n
