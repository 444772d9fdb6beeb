"""Condolence by category and colours of risk, on cases worked by hand."""

from datetime import date

import pytest

from care.answers import Answers, Ask
from care.definitions import load
from care.store import EVERYTHING, Scope
from tests.making import batch, built

TOWN, EAST, WEST = "镇", "镇/东村", "镇/西村"
DAY = date(2026, 1, 20)
UNITS = [
    {"unit_id": TOWN, "unit_name": "镇", "unit_kind": "town"},
    {"unit_id": EAST, "unit_name": "东村", "unit_kind": "village"},
    {"unit_id": WEST, "unit_name": "西村", "unit_kind": "village"},
]


def child(name: str, risk: str, unit: str = EAST, **more) -> dict:
    return {"name": name, "unit_id": unit, "groups": "left_behind_children", "risk": risk, **more}


def gift(name: str, category: str, unit: str = EAST, **more) -> dict:
    return {"name": name, "unit_id": unit, "relief_item": "condolence", "relief_category": category, **more}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("town")
    batch(folder, "units", "units", UNITS, date(2025, 1, 1))
    first = [
        child("甲", "red"),
        child("乙", "yellow"),
        child("丙", "green", WEST),
        child("丁", "red", left_on=DAY),
    ]
    batch(folder, "r1", "roster", first, date(2025, 3, 1))
    batch(folder, "r2", "roster", [child("甲", "yellow"), child("乙", "yellow")], date(2025, 9, 10))
    given = [
        gift("戊", "老党员", received_on=date(2026, 1, 10), cash=300.0, goods_value=50.0),
        gift("己", "老党员", received_on=date(2026, 1, 21), cash=300.0),
        gift("庚", "烈士遗属", WEST, received_on=date(2026, 1, 12), cash=500.0),
        gift("辛", "困难户", refused_reason="不符合"),
    ]
    batch(folder, "gifts", "relief", given, date(2026, 1, 5))
    return built(folder)


def told(store, name: str, day: date = DAY, scope: Scope = EVERYTHING) -> dict:
    frame = Answers(store, scope, load()).breakdown(Ask(name, day))
    return {(r.x, r.series): (r.n, float(r.amount)) for r in frame.itertuples()}


def test_condolence_counts_who_was_visited_by_the_day_with_cash_and_goods(store):
    assert told(store, "condolence_by_category") == {
        ("老党员", "visited"): (1, 350.0),
        ("老党员", "waiting"): (1, 0.0),
        ("烈士遗属", "visited"): (1, 500.0),
    }
    assert told(store, "condolence_by_category", date(2026, 1, 21))["老党员", "visited"] == (2, 650.0)
    assert told(store, "condolence_by_category", scope=Scope((WEST,))) == {
        ("烈士遗属", "visited"): (1, 500.0)
    }


def test_a_colour_holds_until_a_later_roster_gives_another(store):
    now = {x: n for (x, _), (n, _) in told(store, "risk_colours").items()}
    assert now == {"yellow": 2, "green": 1}  # 丁 has left
    spring = {x: n for (x, _), (n, _) in told(store, "risk_colours", date(2025, 6, 1)).items()}
    assert spring == {"red": 2, "yellow": 1, "green": 1}
    assert told(store, "risk_changes") == {("2025-09", "red>yellow"): (1, 1.0)}
    assert told(store, "risk_changes", date(2025, 9, 9)) == {}
    assert told(store, "risk_colours", scope=Scope((WEST,))) == {("green", "children"): (1, 1.0)}
