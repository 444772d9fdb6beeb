"""Which rows of house ledgers speak of one house."""

from datetime import date

import pytest

from care.store import EVERYTHING
from tests.making import batch, built

DAY, TOWN = date(2026, 1, 20), "青溪镇"
EAST, WEST = f"{TOWN}/河东村", f"{TOWN}/河西村"
UNITS = [
    {"unit_id": one, "unit_name": one.rpartition("/")[2], "unit_kind": kind}
    for one, kind in ((TOWN, "town"), (EAST, "village"), (WEST, "village"))
]


def house(unit: str, head: str, number: str | None, grade: str = "D") -> dict:
    return {"unit_id": unit, "head_name": head, "house_no": number, "house_grade": grade}


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (
            [(EAST, "甲", "1"), (EAST, "乙", "2"), (WEST, "丙", "1"), (WEST, "丁", "2")],
            4,
        ),  # each its own order
        ([(EAST, "甲", "1"), (EAST, "乙", "1")], 2),  # two lists of a village, each from 1
        ([[(EAST, "甲", "1"), (EAST, "甲", "2")]], 2),  # two houses of a household
        (
            [[(EAST, "甲", "1"), (EAST, "乙", "2")], [(EAST, "乙", "1"), (EAST, "丙", "2")]],
            3,
        ),  # numbered anew
        ([[(EAST, "甲", "1"), (EAST, "甲", "2")], [(EAST, "甲", "2")]], 2),  # what is left of a household's
        ([[(EAST, "甲", "3"), (EAST, "甲", "10")], [(EAST, "甲", "2"), (EAST, "甲", "5")]], 2),
        ([(EAST, "甲", "QX0001"), (EAST, "甲之子", "QX0001")], 1),  # a code: another head since
        ([(EAST, "甲", "QX0001"), (WEST, "丙", "QX0001")], 2),  # no village has another's house
        ([(EAST, "甲", None), (EAST, "甲", None)], 1),
    ],
)
def test_a_house_is_known_by_its_number_where_that_tells(tmp_path, rows, wanted):
    batch(tmp_path, "units", "units", UNITS, DAY)
    ledgers = [one if isinstance(one, list) else [one] for one in rows]
    for at, ledger in enumerate(ledgers):
        batch(tmp_path, f"houses{at}", "houses", [house(*row) for row in ledger], DAY)
    found = built(tmp_path).query(EVERYTHING, "select house_id, unit_id from houses")
    assert len(found) == wanted
    assert set(found["unit_id"]) == {row[0] for ledger in ledgers for row in ledger}
