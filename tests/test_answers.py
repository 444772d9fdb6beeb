"""Every question gives the answers worked by hand, and its totals agree with its parts."""

import csv
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from care.answers import Answers, Ask, Count, question_sql
from care.definitions import load
from care.store import EVERYTHING, Scope
from tests.making import batch, built
from tests.worked_town import AS_OF, CLASS, EAST, SCHOOL, TOWN, WEST, worked_store

EXPECTED = Path(__file__).parent / "expected"
INDICATORS = list(load().indicators)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return worked_store(tmp_path_factory.mktemp("worked"))


@pytest.fixture(scope="module")
def answers(store):
    return Answers(store, EVERYTHING, load())


def worked(name: str) -> list[tuple]:
    with (EXPECTED / f"{name}.csv").open(encoding="utf-8") as file:
        return sorted(tuple(row.values()) for row in csv.DictReader(file))


def given(answers: Answers, name: str) -> list[tuple]:
    sql = f"select s.name, a.* from ({question_sql(name)}) as a inner join subjects as s on a.subject_id = s.subject_id"
    frame = answers.table(sql, as_of=AS_OF, **load().indicators[name].limits)
    return sorted(
        (r.name, r.duty, r.unit_id.split("/")[-1], _yes(r.met), _day(r.due_on), _day(r.done_on), r.why)
        for r in frame.itertuples()
    )


def _yes(met) -> str:
    return "" if pd.isna(met) else str(bool(met)).lower()


def _day(day) -> str:
    return "" if pd.isna(day) else str(day)[:10]


@pytest.mark.parametrize("name", INDICATORS)
def test_each_indicator_gives_the_rows_worked_by_hand(answers, name):
    assert given(answers, name) == worked(name)


def test_a_subject_is_met_only_when_all_its_due_duties_are(answers):
    assert answers.count(Ask("contact_rhythm", AS_OF)) == Count(due=10, met=5, not_due=2)
    by_unit = {
        row.key: (row.due, row.met, row.not_due)
        for row in answers.by(Ask("contact_rhythm", AS_OF, TOWN), "unit")
    }
    assert by_unit == {SCHOOL: (4, 3, 0), EAST: (7, 5, 0), WEST: (3, 1, 2)}
    by_duty = {row.key: (row.due, row.met) for row in answers.by(Ask("contact_rhythm", AS_OF), "duty")}
    assert by_duty == {"visit": (10, 6), "talk": (4, 4), "home_visit": (4, 3)}


def test_totals_count_a_person_once_and_groups_count_each_membership(answers):
    assert answers.count(Ask("on_roll", AS_OF)).due == 13
    by_group = {row.key: row.due for row in answers.by(Ask("on_roll", AS_OF), "group")}
    assert by_group == {
        "left_behind_children": 5, "elderly_alone": 2, "hardship_home": 2, "minimum_living": 2,
        "elderly_left_behind": 1, "children_in_difficulty": 1, "party_veterans": 1,
    }  # fmt: skip
    assert (
        answers.households(Ask("on_roll", AS_OF)) == 3
    )  # 庚话; 辛严 with 壬同; 辰老 (from the relief ledger)


def test_an_earlier_day_gives_what_was_true_then(answers):
    assert answers.count(Ask("on_roll", date(2026, 1, 1))).due == 14  # 寅故 was alive
    assert answers.count(Ask("on_roll", date(2025, 12, 30))).due == 15  # and 丑走 had not left
    assert answers.count(Ask("on_roll", date(2025, 12, 14))).due == 14  # but 癸新 had not come
    assert answers.count(Ask("relief_progress", date(2026, 1, 19), duty="winter_living")) == Count(3, 0, 0)
    assert answers.count(Ask("relief_progress", date(2026, 1, 21), duty="winter_living")) == Count(3, 2, 0)
    before = {
        row.why
        for row in answers.rows(Ask("contact_rhythm", date(2025, 6, 29)), "not_due").frame.itertuples()
    }
    assert (
        "before_records" in before
    )  # the yearly rule cannot be judged for 2024, which the records do not cover


@pytest.mark.parametrize("name", INDICATORS)
@pytest.mark.parametrize("unit", ["", TOWN, EAST, WEST, SCHOOL, CLASS])
@pytest.mark.parametrize("group", ["", "left_behind_children", "hardship_home"])
def test_number_and_list_agree(answers, name, unit, group):
    ask = Ask(name, AS_OF, unit, group)
    count = answers.count(ask)
    assert answers.rows(ask, "unmet").subjects == count.unmet
    assert answers.rows(ask, "met").subjects == count.met
    assert answers.rows(ask, "not_due").subjects == count.not_due
    assert answers.rows(ask, "all").subjects == count.due + count.not_due


@pytest.mark.parametrize("name", INDICATORS)
@pytest.mark.parametrize("unit", ["", TOWN, EAST, SCHOOL, CLASS])
@pytest.mark.parametrize("group", ["", "left_behind_children", "monitored"])
def test_what_is_asked_together_is_what_is_asked_alone(answers, name, unit, group):
    ask = Ask(name, AS_OF, unit, group)
    whole = answers.whole(ask)
    assert whole.count == answers.count(ask)
    for what in ("unit", "duty"):
        assert whole.rows[what] == answers.by(ask, what)


@pytest.mark.parametrize("name", INDICATORS)
def test_each_branch_of_units_adds_up(answers, name):
    """Villages partition those a village answers for, classes those of their school: nobody lost, nobody twice."""
    rows = answers.rows(Ask(name, AS_OF), "all", size=1000)
    if load().indicators[name].subject == "person" and name != "contact_rhythm":
        villages = sum(
            row.due + row.not_due for row in answers.by(Ask(name, AS_OF, TOWN), "unit") if row.key != SCHOOL
        )
        # Lists name the village first, so whoever stands under a school there is owed by the class alone.
        of_class = rows.frame["unit_id"].str.startswith(SCHOOL)
        assert villages == rows.frame.loc[~of_class, "subject_id"].nunique()
    classes = sum(row.due + row.not_due for row in answers.by(Ask(name, AS_OF, SCHOOL), "unit"))
    school = answers.count(Ask(name, AS_OF, SCHOOL))
    assert classes == school.due + school.not_due


@pytest.mark.parametrize("name", INDICATORS)
def test_kept_tallies_equal_the_question_asked_anew(answers, name):
    for unit in ("", TOWN, EAST, SCHOOL):
        for group in ("", "left_behind_children"):
            ask = Ask(name, AS_OF, unit, group)
            for day, kept in answers.trend(ask)[::4]:
                assert kept == answers.count(Ask(name, day, unit, group)), (day, unit, group)


def test_an_asker_without_scope_sees_nothing_and_a_village_only_its_own(store):
    for name in INDICATORS:
        assert Answers(store, Scope(), load()).rows(Ask(name, AS_OF), "all").total == 0
        own = Answers(store, Scope((EAST,)), load()).rows(Ask(name, AS_OF), "all", size=1000).frame
        assert all(unit == EAST or unit.startswith(SCHOOL) for unit in own["unit_id"])
        assert not set(own["name"]) & {"辛严", "癸新", "卯红", "外人"}


def test_rows_about_nobody_on_the_roll_are_kept_apart(store):
    frame = store.query(EVERYTHING, "select name, unit_id from base.unmatched")
    assert frame.to_dict("records") == [{"name": "没有此人", "unit_id": WEST}]


def test_lists_are_searched_and_paged_on_the_server(answers):
    ask = Ask("on_roll", AS_OF)
    assert [r.name for r in answers.rows(ask, "all", search="卯").frame.itertuples()] == ["卯红"]
    first, second = (answers.rows(ask, "all", page=page, size=7) for page in (1, 2))
    assert (len(first.frame), len(second.frame), first.total) == (7, 6, 13)
    assert not set(first.frame["name"]) & set(second.frame["name"])


def test_a_mistyped_day_long_ago_does_not_stop_the_store(tmp_path):
    batch(tmp_path, "units", "units", [{"unit_id": "镇", "unit_name": "镇", "unit_kind": "town"}], AS_OF)
    batch(tmp_path, "roster", "roster", [{"name": "甲", "unit_id": "镇", "groups": "elderly_alone"}], AS_OF)
    batch(
        tmp_path,
        "contacts",
        "contacts",
        [{"name": "甲", "unit_id": "镇", "contact_on": date(1925, 1, 1), "contact_kind": "visit"}],
        AS_OF,
    )
    told = Answers(built(tmp_path), EVERYTHING, load())
    assert told.count(Ask("contact_rhythm", AS_OF)) == Count(due=1, met=0, not_due=0)
    assert told.count(Ask("relief_progress", AS_OF)) == Count(0, 0, 0)
