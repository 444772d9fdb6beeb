"""Meeting mode: a slide by its address, forward and back, nobody named, and the way to a page and back."""

import re
from pathlib import Path

import pytest
from plotly.graph_objects import Figure
from streamlit.testing.v1 import AppTest

from care import charts
from care.briefing.piece import Chart, Piece, Series, Table
from care.screen.meeting import _zone
from care.screen.meeting_slide import slides

ROOT = Path(__file__).parents[1]


@pytest.fixture
def opened(town, monkeypatch):
    """A function that opens the meeting on the sample town: opened(slide="3", lang="en")."""
    monkeypatch.setenv("CAREBOARD_DATA", str(town))

    def page(**query: str) -> AppTest:
        at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()
        at.switch_page("pages/meeting.py")
        for key, value in query.items():
            at.query_params[key] = value
        return at.run()

    return page


@pytest.mark.parametrize("name", [None, "", "../../../../etc/passwd", "a" * 5000, ".", "No/Where", "\x00"])
def test_a_browser_s_time_zone_may_be_anything(name):
    assert str(_zone(name)) == "Asia/Shanghai"
    assert str(_zone("Asia/Urumqi")) == "Asia/Urumqi"


def test_an_address_that_asks_for_a_card_again_and_again_shows_it_once(opened):
    at = opened(cards=",".join(["on_roll"] * 5000))
    assert at.multiselect(key="pick_cards").value == ["on_roll"]


def title_of(at: AppTest) -> str:
    texts = [one.proto.body for one in at.get("html")]
    return next(
        re.search(r'm-title">([^<]*)<', text)[1]
        for text in texts
        if "m-title" in text and "<style" not in text
    )


def test_the_address_holds_the_slide_and_the_cards_and_keys_turn_them(opened):
    at = opened(cards="on_roll,problems,steps", slide="2")
    assert not at.exception
    assert title_of(at) == "存在的问题"
    at.button(key="meeting_Right").click().run()
    assert (title_of(at), at.query_params["slide"]) == ("下一步怎么做", "3")
    assert at.button(key="meeting_Right").disabled
    at.button(key="meeting_PageUp").click().run()
    assert title_of(at) == "存在的问题"


@pytest.mark.parametrize("slide", ["0", "999", "-1", "x", "", "9" * 5_000])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_address_breaks_it(opened, slide, lang):
    at = opened(cards="headlines,contact_rhythm,nonsense", slide=slide, lang=lang, wall="7", shade="pink")
    assert not at.exception
    assert not at.warning
    assert title_of(at)


def test_scope_and_day_stand_on_a_slide_and_a_smaller_unit_is_told_alone(opened):
    at = opened(unit="青溪镇/白沙村", cards="contact_rhythm")
    assert any("白沙村" in one.proto.body and "2026年1月20日" in one.proto.body for one in at.get("html"))
    assert not any("柳林村" in one.proto.body for one in at.get("html"))


def test_a_long_table_takes_several_slides_and_loses_no_row():
    table = Table(("单位", "数"), tuple((f"第{at}村", at) for at in range(20)))
    found = slides([Piece("units", "问", "域", table=table)])
    assert [row for one in found for row in one.piece.table.rows] == list(table.rows)
    assert [(one.part, one.parts) for one in found] == [(1, 3), (2, 3), (3, 3)]
    wide = Table(
        ("Figure", "Against target"),
        tuple((f"A name {at} " * 4, "so and so many points " * 2) for at in range(7)),
    )
    assert [len(one.piece.table.rows) for one in slides([Piece("units", "问", "域", table=wide)])] == [4, 3]
    two_lines = Table(tuple("abcde"), tuple(tuple(["thirty characters in each cell"] * 5) for _ in range(7)))
    assert [len(one.piece.table.rows) for one in slides([Piece("units", "问", "域", table=two_lines)])] == [
        6,
        1,
    ]
    assert len(slides([Piece("problems", "问", "域", sentences=("甲",), table=table)])) == 1


@pytest.mark.parametrize("look", [charts.LIGHT, charts.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("form", ["bars", "columns", "line", "stacked"])
@pytest.mark.parametrize("values", [(0.0, 0.0), (1.0, 1.0), (None, 0.4)])
def test_every_form_is_a_valid_figure_and_holds_its_values(form, look, values):
    more = (Series("线", (0.5, 0.5), line=True),) if form == "columns" else ()
    chart = Chart(
        form, ("很长很长的单位名称", "B name of a place"), (Series("一", values), *more), share=True
    )
    figure = Figure(charts.idea(chart, look, 500))
    drawn = figure.data[0].x if form == "bars" else figure.data[0].y
    assert [value or 0 for value in drawn] == [value or 0 for value in values]


@pytest.mark.parametrize("form", ["bars", "columns"])
def test_many_names_stand_each_with_its_value_and_its_mark(form):
    names = tuple(f"A name of a group that is rather long {at}" for at in range(14))
    values = tuple(at / 14 for at in range(14))
    more = (Series("目标", (0.9,) * 14, line=True),) if form == "columns" else ()
    figure = Figure(
        charts.idea(Chart(form, names, (Series("一", values), *more), share=True), charts.LIGHT, 500)
    )
    assert tuple(name.replace("<br>", " ") for name in figure.layout.yaxis.ticktext) == names
    assert tuple(figure.data[0].x) == values
    written = figure.data[-1].text
    assert [written[0], written[7]] == ["0%", "50%"]
    if more:
        assert tuple(figure.data[1].x) == more[0].values
