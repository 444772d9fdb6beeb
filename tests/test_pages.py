"""Every page, with every kind of filter, in both languages, without a browser: no fault, and figures that agree."""

import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from care import office
from care.answers import Answers, Ask
from care.definitions import load
from care.store import EVERYTHING, Store
from care.words import LANGUAGES, voice
from tests.small_office import small_office

ROOT = Path(__file__).parents[1]
PAGES = ("overview", "groups", "pairing", "visits", "relief", "files", "schools", "checks", "findings")


@pytest.fixture
def opened(town, monkeypatch):
    """A function that opens a page of the dashboard on the sample town: opened("visits", unit=…, lang="en")."""
    monkeypatch.setenv("CAREBOARD_DATA", str(town))

    def page(name: str, **query: str) -> AppTest:
        at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()
        at.switch_page(f"pages/{name}.py")
        for key, value in query.items():
            at.query_params[key] = value
        return at.run()

    return page


def drawn(at: AppTest) -> bool:
    return not at.exception and not at.warning and bool(at.title) and bool(at.metric)


@pytest.mark.parametrize("name", PAGES)
def test_each_page_draws_for_any_unit_group_and_day(opened, town, name):
    store = office.current(town, load())
    units = list(store.query(EVERYTHING, "select unit_id from units order by unit_id")["unit_id"])
    rng = random.Random(name)
    filters = [{}] + [
        {
            "unit": rng.choice(units),
            "group": rng.choice(["", *load().groups]),
            "day": (store.as_of - timedelta(days=rng.randrange(400))).isoformat(),
        }
        for _ in range(6)
    ]
    for query in filters:
        assert drawn(opened(name, lang=rng.choice(["zh", "en"]), **query)), query


@pytest.mark.parametrize(
    "query", [{"unit": "不存在/的单位"}, {"group": "x' or 1=1 --"}, {"day": "2025-02-30"}, {"lang": "fr"}]
)
def test_a_forged_address_falls_back_to_the_whole(opened, query):
    plain, forged = opened("overview"), opened("overview", **query)
    assert drawn(forged)
    assert [metric.value for metric in forged.metric] == [metric.value for metric in plain.metric]


def test_the_headline_follows_the_filters(opened, town):
    store = office.current(town, load())
    unit = "青溪镇/白沙村"
    count = Answers(store, EVERYTHING, load()).count(Ask("contact_rhythm", store.as_of, unit))
    shown = [metric.value for metric in opened("visits", unit=unit).metric]
    assert f"{round(count.share * 100, 1):g}%" in shown


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_ledgers_page_draws_with_and_without_data(opened, tmp_path, monkeypatch, lang):
    full = opened("ledgers", lang=lang)
    monkeypatch.setenv("CAREBOARD_DATA", str(tmp_path / "empty"))
    for at in (full, opened("ledgers", lang=lang)):
        assert not at.exception
        assert not at.warning
        assert at.title
    assert len(full.button) > 10


def test_an_office_without_ledgers_is_told_what_to_do(opened, tmp_path, monkeypatch):
    monkeypatch.setenv("CAREBOARD_DATA", str(tmp_path / "empty"))
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()
    assert not at.exception
    assert not at.metric
    assert at.button


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("schools", "help_plans"),
        ("schools", "talks"),
        ("schools", "helpers"),
        ("schools", "gifts"),
        ("files", "guardian_settled"),
        ("relief", "goods"),
        ("relief", "condolence"),
        ("relief", "winter_checks"),
    ],
)
def test_a_question_is_seen_in_detail(opened, name, about):
    at = opened(name, about=about, lang="en")
    assert drawn(at)
    assert at.session_state[f"about_{name}"] == about


def test_a_question_that_the_page_does_not_ask_falls_back_to_the_first(opened):
    at = opened("schools", about="no_such_question")
    assert drawn(at)
    assert at.session_state["about_schools"] == "homes_in_order"


def test_a_search_of_gaps_stays_out_of_the_address_and_is_kept_on_the_way_back(opened):
    at = opened("gaps", search="王小明", severity="high")
    assert at.text_input("pick_search").value == ""
    at.text_input("pick_search").set_value(" 李 ").run()
    assert "severity" in at.query_params
    assert "李" not in str(at.query_params)
    at.switch_page("pages/person.py").run()
    at.switch_page("pages/gaps.py").run()
    assert at.text_input("pick_search").value == "李"
    at.button("gaps_clear").click().run()
    assert at.text_input("pick_search").value == ""
    assert "severity" not in at.query_params


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_clock_that_stands_before_all_records_is_told_and_breaks_no_page(tmp_path, monkeypatch, lang):
    monkeypatch.setenv("CAREBOARD_DATA", str(small_office(tmp_path / "live")))
    monkeypatch.setattr(Store, "as_of", property(lambda self: date(2020, 1, 1)))
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    at.query_params["lang"] = lang
    at.run()
    for name in ("overview", "groups", "visits", "relief", "gaps", "reports", "meeting"):
        at.switch_page(f"pages/{name}.py").run()
        assert not at.exception and not at.error, name
        said = voice(lang)("page.clock", day=date(2020, 1, 1), first=date(2026, 1, 12))
        assert (said in [one.value for one in at.warning]) is (name != "meeting")
