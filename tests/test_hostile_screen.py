"""What strangers write into search boxes and addresses does nothing but find nothing."""

import random
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from care import office
from care.answers import Answers, Ask
from care.definitions import load
from care.store import EVERYTHING

ROOT = Path(__file__).parents[1]
HOSTILE = (
    "' or 1=1 --", "'; drop view people; --", "$$; select 1", "%", "_", "\\", "*", "{t}", "{0.__class__}", "{{7*7}}",
    "${jndi:x}", "<script>alert(1)</script>", "![x](http://evil.example/a.png)", "[x](javascript:alert(1))", "=1+1",
    "@SUM(A1)", "+cmd|' /C calc'!A0", "\x00", "\u202e", "a\r\nX-Header: 1", "../../etc/passwd", "9" * 400, "（" * 300,
)  # fmt: skip
PLACES = (
    "unit",
    "group",
    "day",
    "lang",
    "about",
    "person",
    "household",
    "cards",
    "check",
    "severity",
    "indicator",
    "door",
)


@pytest.mark.parametrize("said", HOSTILE)
def test_a_search_is_only_text(town, said):
    store = office.current(town, load())
    ask = Ask("contact_rhythm", store.as_of)
    answers = Answers(store, EVERYTHING, load())
    everything = answers.rows(ask, "all").total
    assert answers.rows(ask, "all", said).total in (0, everything) or said in "%_*"
    assert answers.rows(ask, "all").total == everything


@pytest.mark.parametrize("page", ["overview", "gaps", "person", "checks", "schools", "meeting", "spot_check"])
def test_an_address_can_hold_anything(town, monkeypatch, page):
    monkeypatch.setenv("CAREBOARD_DATA", str(town))
    rng = random.Random(page)
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300).run()
    at.switch_page(f"pages/{page}.py")
    for place in PLACES:
        at.query_params[place] = rng.choice(HOSTILE)
    at.run()
    assert not at.exception
    assert at.title or at.info or at.warning or at.markdown
    shown = " ".join(one.value for one in at.markdown)
    assert "<script>alert" not in shown
    assert "evil.example/a.png)" not in shown or "\\]" in shown
