"""A list that a number opens holds all behind the number, whatever was sought or chosen in the session before."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from care.screen import checks_cases, meeting, meeting_back
from care.words import voice

ROOT = Path(__file__).parents[1]
NOBODY = "没有这个人"


@pytest.fixture
def opened(town, monkeypatch):
    """A function that opens a page on the sample town."""
    monkeypatch.setenv("CAREBOARD_DATA", str(town))

    def page(name: str) -> AppTest:
        at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300).run()
        return at.switch_page(f"pages/{name}.py").run()

    return page


def narrowed(at: AppTest) -> tuple[str, str]:
    """What the list of gaps is narrowed to: severity, search."""
    assert not at.exception
    return at.session_state["pick_severity"], at.text_input("pick_search").value


def sought(at: AppTest) -> None:
    at.text_input("pick_search").set_value(NOBODY)
    at.button_group("pick_severity").set_value("high")
    at.run()
    assert narrowed(at) == ("high", NOBODY)


def test_an_address_that_changes_shows_all_its_gaps(opened):
    at = opened("gaps")
    sought(at)
    at.query_params["unit"] = "青溪镇/白沙村"
    assert narrowed(at.run())[1] == ""


def test_the_same_address_again_keeps_a_search_of_gaps(opened):
    """A file and back, another language, another severity: what was sought stays."""
    at = opened("gaps")
    sought(at)
    at.query_params["lang"] = "en"
    assert narrowed(at.run()) == ("high", NOBODY)
    at.button_group("pick_severity").set_value("low")
    assert narrowed(at.run()) == ("low", NOBODY)


def test_a_slide_leads_to_all_gaps(opened, monkeypatch):
    at = opened("gaps")
    sought(at)
    # Tests cannot click a button that calls nothing back, on a page of a menu.
    monkeypatch.setattr(meeting, "_bar", lambda now: meeting_back.go(now.now.piece.page))
    at.query_params.clear()
    at.switch_page("pages/meeting.py")
    at.query_params["cards"] = "problems"
    at.run()
    assert narrowed(at) == ("", "")


def script(page: str) -> None:
    """A page with what a test clicks, without the menu, at whose pages tests keep no field's value."""
    from care import access, screen

    with access.house() as who:
        view = screen.open_page(who, page)
        if page == "reports":  # has no link into the menu
            screen.headlines(view, ["contact_rhythm", "helper_contact"])
        else:
            checks = screen.checks_of(view)
            screen.checks_table(view, checks)
            screen.cases(view, checks)


def alone(page: str) -> AppTest:
    return AppTest.from_function(script, default_timeout=300, kwargs={"page": page}).run()


def keep(at: AppTest, **values: str | bool) -> None:
    """What a browser still has in fields: those of a closed dialog are sent again, too."""
    for key, value in values.items():
        at.session_state[key] = value


def test_a_dialog_begins_without_what_was_sought_in_the_last_one(town, monkeypatch):
    monkeypatch.setenv("CAREBOARD_DATA", str(town))
    at = alone("reports")
    at.button("list_headline_contact_rhythm").click().run()
    assert (at.text_input("list_search").value, at.button_group("list_state").value) == ("", "unmet")
    whole = [one.value for one in at.caption]
    keep(at, list_search=NOBODY, list_state="met", list_names=True)
    at.button("list_headline_contact_rhythm").click().run()
    assert not at.exception
    assert (at.text_input("list_search").value, at.button_group("list_state").value) == ("", "unmet")
    assert [one.value for one in at.caption] == whole
    assert at.toggle("list_names").value is False


def test_a_check_that_is_clicked_shows_as_many_cases_as_its_row_says(town, monkeypatch):
    monkeypatch.setenv("CAREBOARD_DATA", str(town))
    rows = {}

    def pick_row(frame, key, alt, config, on_pick, tall=480):
        rows[key] = frame
        st.button(key, key=f"pick_{key}", on_click=on_pick, args=(0,))

    monkeypatch.setattr(checks_cases, "pick_row", pick_row)
    at = alone("checks")
    assert "pick_cases" in [one.key for one in at.button]
    keep(at, checks_search=NOBODY, checks_state="looked")
    assert "pick_cases" not in [one.key for one in at.run().button]
    keep(at, checks_search=NOBODY, checks_state="looked")
    at.button("pick_checks_table").click().run()
    assert not at.exception
    assert (at.text_input("checks_search").value, at.button_group("checks_state").value) == ("", "open")
    n = int(rows["checks_table"].iloc[0][voice("zh")("column.cases")])
    said = voice("zh")("checks.range", n=n, first=1, last=min(n, checks_cases.SIZE))
    assert said in [one.value for one in at.caption]
