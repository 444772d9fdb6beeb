"""The sample town comes out of its ledgers as its generator knows it: a second answer that never saw the files."""

import json
from pathlib import Path

import pytest

from care import office
from care.answers import Answers, Ask
from care.definitions import load
from care.store import EVERYTHING

TRUTH = json.loads((Path(__file__).parent / "expected" / "sample_town.json").read_text("utf-8"))
TOWN = "青溪镇"


@pytest.fixture(scope="module")
def answers(town):
    return Answers(office.current(town, load()), EVERYTHING, load())


def ask(answers, name: str, **filters) -> Ask:
    return Ask(name, answers.store.as_of, **filters)


def test_the_sample_is_shown_as_of_the_last_day_its_ledgers_cover(answers):
    assert answers.store.as_of.isoformat() == TRUTH["as_of"]


def test_everyone_is_on_the_roll_in_their_village_and_groups(answers):
    assert answers.count(ask(answers, "on_roll")).due == TRUTH["on_roll"]
    by_group = {row.key: row.due for row in answers.by(ask(answers, "on_roll"), "group")}
    assert by_group == TRUTH["by_group"]
    by_unit = {
        row.key.split("/")[-1]: row.due for row in answers.by(ask(answers, "on_roll", unit=TOWN), "unit")
    }
    assert {name: by_unit[name] for name in TRUTH["by_village"]} == TRUTH["by_village"]
    for group, villages in TRUTH["by_group_village"].items():
        found = {
            row.key.split("/")[-1]: row.due
            for row in answers.by(ask(answers, "on_roll", unit=TOWN, group=group), "unit")
        }
        assert {name: found.get(name) for name in villages} == villages


def test_every_contact_arrives_once_with_its_kind_and_month(answers):
    kinds = answers.table("select kind, count(*) as n from contacts group by kind")
    assert dict(zip(kinds["kind"], kinds["n"], strict=True)) == TRUTH["contacts"]["by_kind"]
    months = answers.table(
        "select substr(cast(on_day as varchar), 1, 7) as m, count(*) as n from contacts group by 1"
    )
    assert dict(zip(months["m"], months["n"], strict=True)) == TRUTH["contacts"]["by_month"]
    assert answers.store.query(EVERYTHING, "select count(*) as n from base.unmatched")["n"][0] == 0


def test_who_is_away_on_the_day_is_away_and_the_others_are_back(answers):
    away = answers.table(
        """select count(distinct a.person_id) as n from absences as a
           inner join memberships as m on a.person_id = m.subject_id
           where a.from_on <= date '2026-01-20' and a.to_on > date '2026-01-20'
               and m.from_on <= date '2026-01-20' and m.to_on > date '2026-01-20'"""
    )
    assert away["n"][0] == TRUTH["away_today"]


def test_helpers_and_the_unpaired_are_the_towns_own(answers):
    coverage = answers.count(ask(answers, "pairing_coverage"))
    assert (coverage.due, coverage.unmet) == (
        TRUTH["needs_helper"]["people"],
        TRUTH["needs_helper"]["unpaired"],
    )
    load_ = answers.rows(ask(answers, "helper_load"), "unmet", size=100).frame
    assert set(load_["name"]) == set(TRUTH["pairings"]["helpers_over_limit"])
    assert answers.count(ask(answers, "helper_load")).due == TRUTH["pairings"]["helpers_active"]


def test_winter_relief_and_houses_stand_where_the_town_stands(answers):
    stages = answers.breakdown(ask(answers, "relief_stages"))
    reached = {(r.series, r.x): r.n for r in stages.itertuples()}
    money = {
        (r.x, r.series): float(r.amount) for r in answers.breakdown(ask(answers, "relief_money")).itertuples()
    }
    for item, truth in TRUTH["relief"].items():
        assert answers.count(ask(answers, "relief_progress", duty=item)).due == truth["due"]
        assert {stage: reached.get((item, stage), 0) for stage in truth["stages"]} == truth["stages"]
        if truth["stages"]["paid_on"]:
            assert money[item, "paid"] == truth["cash_paid"]
    houses = answers.count(ask(answers, "house_safety"))
    assert (houses.due, houses.unmet) == (TRUTH["houses"]["dangerous"], 12)


def test_activities_and_homes_are_the_towns_own(answers):
    told = answers.table(
        "select *, coalesce(planned_on, held_on) <= $day as was_due from activities", day=answers.store.as_of
    )
    truth, due = TRUTH["activities"], told[told["was_due"]]
    held = due[due["held_on"].notna()]
    assert (len(told), len(due), len(held)) == (truth["listed"], truth["planned"], truth["held"])
    assert held["kind"].value_counts().to_dict() == truth["held_by_kind"]
    assert held["unit_id"].str.split("/").str[1].value_counts().to_dict() == truth["held_by_unit"]
    assert int(held["reached"].sum()) == truth["reached"]
    homes = answers.table("select * from facilities")
    good = homes[homes["is_open"] & homes["phone"].notna() & (homes["teachers"] >= 2)]
    assert len(homes) == TRUTH["homes"]["homes"]
    assert sorted(unit.split("/")[1] for unit in good["unit_id"]) == TRUTH["homes"]["in_order"]


def test_further_measures_stand_where_the_town_stands(answers):
    files, homes = TRUTH["files"], TRUTH["homes"]
    letters = answers.rows(ask(answers, "guardian_settled", duty="letter"), "all", size=1000).frame
    by_why = letters["why"].str.split("|").str[0].value_counts()
    assert (by_why["letter_signed"], by_why["letter_run_out"]) == (
        files["letters_valid"],
        files["letters_run_out"],
    )
    assert answers.count(ask(answers, "guardian_settled", duty="card")).met == files["cards"]
    assert answers.count(ask(answers, "homes_in_order")).due == homes["homes"]
    assert answers.count(ask(answers, "homes_in_order")).met == len(homes["in_order"])
    held = answers.count(ask(answers, "activities_held"))
    assert (held.met, held.due) == (TRUTH["activities"]["held"], TRUTH["activities"]["planned"])
    winter = answers.rows(ask(answers, "ledgers_handed_in", duty="winter_relief"), "unmet").frame
    assert set(winter["name"]) == {"大坪村", "白沙村", "青龙村"}
    nobody = answers.rows(ask(answers, "someone_answers")).frame
    assert list(zip(nobody["name"], nobody["duty"], strict=True)) == [("青溪初级中学", "leading_group")]


def test_the_same_files_again_change_nothing(town):
    before = office.current(town, load()).version
    reports = office.take_in_sample(town, load())
    assert {report.status for report in reports} == {"already"}
    assert office.current(town, load()).version == before


def test_plans_holiday_visits_checks_and_calls_are_the_towns_own(answers):
    plans, holiday = TRUTH["plans"], TRUTH["holiday"]
    told = answers.rows(ask(answers, "help_plans"), "all", size=2000).frame
    made = told[told["why"].str.startswith("plan_made")]["duty"].value_counts().to_dict()
    assert made == plans["pupils"]
    stages = answers.breakdown(ask(answers, "plan_stages")).groupby("x")["n"].sum()
    assert stages["overdue"] == plans["stages_overdue"]
    assert stages.sum() == plans["stages"]
    gifts = answers.breakdown(ask(answers, "holiday_gifts"))
    assert gifts.groupby("series")["amount"].sum().to_dict() == {
        "visits": holiday["visits"], "books": holiday["books"], "supplies": holiday["supplies"],
    }  # fmt: skip
    checks = answers.rows(ask(answers, "winter_checks"), "all", size=1000).frame
    assert (checks["duty"] != "any").sum() == TRUTH["safety"]["places"]
    assert list(checks.loc[checks["duty"] == "any", "name"]) == ["青龙村"]
    calls = answers.breakdown(ask(answers, "home_calls"))
    assert (calls["n"].sum(), calls["amount"].sum()) == (TRUTH["calls"]["sessions"], TRUTH["calls"]["calls"])
    needs = answers.rows(ask(answers, "ledgers_handed_in", duty="winter_needs"), "met").frame
    assert list(needs["why"]) == ["handed_in|2025-10-20"]
