"""Breakdowns of the further measures, on cases worked by hand."""

from datetime import date

import pytest

from care.answers import Answers, Ask
from care.definitions import load
from care.store import EVERYTHING, Scope
from tests.making import batch, built
from tests.worked_town import SCHOOL, worked_store

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


def test_money_and_goods_are_counted_in_the_units_that_offices_use(store):
    """Three households listed, 己 not reached by the day; 辛 turned down."""
    goods = {series: amount for (item, series), (_, amount) in told(store, "relief_goods").items() if item}
    assert goods == {
        "household.listed": 3, "household.paid": 2, "household.received": 2,
        "person.listed": 3, "person.paid": 2, "person.received": 2,
        "yuan.listed": 1100, "yuan.paid": 800, "yuan.received": 800,
        "value.listed": 50, "value.paid": 50, "value.received": 50,
    }  # fmt: skip
    later = told(store, "relief_goods", date(2026, 1, 21))
    assert later["condolence", "yuan.paid"] == (3, 1100.0)


def test_people_enter_leave_and_change_by_month_and_reason(store):
    assert told(store, "flow_reasons") == {
        ("2025-09", "changed.colour"): (1, 1.0),
        ("2026-01", "left.left"): (1, 1.0),
    }
    assert ("2026-01", "left.left") not in told(store, "flow_reasons", date(2026, 1, 19))


@pytest.fixture(scope="module")
def worked(tmp_path_factory):
    return worked_store(tmp_path_factory.mktemp("worked"))


def test_letters_helpers_and_stages_of_the_worked_town(worked):
    letters = {x: n for (x, _), (n, _) in told(worked, "letter_states").items()}
    assert letters == {"valid": 1, "run_out": 1, "missing": 4}
    soon = {x: n for (x, _), (n, _) in told(worked, "letter_states", date(2026, 6, 1)).items()}
    assert soon["ends_soon"] == 1  # 甲全's runs out on 10 July
    assert told(worked, "school_helpers") == {(SCHOOL, "teacher"): (4, 4.0)}
    assert told(worked, "plan_stages") == {
        ("done", "help_plan"): (1, 1.0),
        ("overdue", "help_plan"): (1, 1.0),
        ("to_come", "help_plan"): (1, 1.0),
    }
    assert told(worked, "holiday_gifts") == {(SCHOOL, "visits"): (1, 1.0), (SCHOOL, "books"): (1, 2.0)}


def test_calls_of_a_home_are_no_activities(tmp_path):
    calls = [
        {
            "unit_id": EAST,
            "activity_kind": "family_call",
            "activity_on": date(2026, 1, day),
            "activity_reached": n,
        }
        for day, n in ((9, 5), (16, 7))
    ]
    plain = {"unit_id": EAST, "activity_kind": "lecture", "activity_title": "讲座", "activity_on": DAY}
    batch(tmp_path, "units", "units", UNITS, date(2025, 1, 1))
    batch(tmp_path, "calls", "activities", [*calls, plain], DAY)
    kept = built(tmp_path)
    assert told(kept, "home_calls") == {("2026-01", EAST): (2, 12.0)}
    assert told(kept, "activities_by_month") == {("2026-01", "lecture"): (1, 0.0)}
