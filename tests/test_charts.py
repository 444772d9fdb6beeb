"""Every chart form is a valid Plotly figure, all colours its own, for a lot of data, a little and none."""

import re
from dataclasses import astuple
from datetime import date, timedelta

import plotly.graph_objects as go
import pytest

from care import charts
from care.charts import DARK, LIGHT, Bar, Bullet, Happened, Series
from care.charts.style import apart, width_of, wrapped
from care.charts.whiskers import Whisker, whiskers
from care.serving.headers import script

DAY = date(2026, 1, 20)


def bars(n: int) -> list[Bar]:
    return [
        Bar(f"k{at}", f"河东第{at}村", at / max(n, 1), f"{at}%", ["good", "warn", "bad"][at % 3])
        for at in range(n)
    ]


def series(n: int) -> list[Series]:
    return [Series(f"s{at}", f"类{at}", [at * month for month in range(n)], ["x"] * n) for at in range(3)]


def forms(look, n: int) -> dict[str, dict]:
    days = [date(2025, 10, 31) + timedelta(days=at) for at in range(82)]
    words = {"opens": "a", "due": "b", "today": "c", "done": "d", "schedule": "e"}
    months = [f"{at}月" for at in range(n)]
    return {
        "bars": charts.bars(bars(n), look),
        "bars_target": charts.bars(bars(n), look, 0.9, "目标90%", full=1),
        "bullets": charts.bullets(
            [Bullet(f"k{at}", "甲", 0.4, 0.6, "40%", "bad") for at in range(n)], look, "序时进度"
        ),
        "whiskers": whiskers([Whisker(f"村{at}", 0.9, 0.7, 1.0, "90%", "70%–100%") for at in range(n)], look),
        "steps": charts.steps(bars(n), look),
        "stacked": charts.stacked(months, months, series(n) if n else [], look),
        "balance": charts.balance(months, months, *(series(n)[:2]), look),
        "columns": charts.columns(bars(n), look, axis_label="天"),
        "calendar": charts.calendar(
            {DAY: 3} if n else {}, DAY - timedelta(days=181), DAY, look, list("一二三四五六日"), {}, {}
        ),
        "timeline": charts.timeline(
            [Happened(day, "visit", "x", at % 2 > 0) for at, day in enumerate(days[:n])],
            {"visit": "走访"} if n else {},
            days[0],
            DAY,
            {days[1]: "11月"},
            look,
            [(days[3], days[9])],
        ),
        "pyramid": charts.pyramid(
            [f"{at}" for at in range(n)], [1] * n, [2] * n, ("男", "女"), (["x"] * n, ["y"] * n), look
        ),
        "burn_up": charts.burn_up(
            days[: n * 7],
            [at / 100 for at in range(n * 7)],
            days[0],
            days[-1],
            DAY,
            look,
            words,
            ["x"] * n * 7,
        ),
    }


@pytest.mark.parametrize("n", [0, 1, 5, 20])
@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_every_form_is_valid_and_brings_its_own_colours(look, n):
    for name, figure in forms(look, min(n, 11) if n else 0).items():
        checked = go.Figure(figure)
        assert checked.layout.font.color == look.ink, name
        assert checked.layout.paper_bgcolor == "rgba(0,0,0,0)"
        assert checked.layout.dragmode is False, f"{name}: a phone must scroll over it"
        assert len(checked.layout.template.to_plotly_json().get("layout", {})) == 0
        for trace in checked.data:
            assert trace.type != "bar" or trace.marker.color is not None, name


def test_states_carry_a_mark_as_well_as_a_colour():
    figure = charts.bars(bars(3), LIGHT, 0.9, "目标", full=1)
    said = " ".join(note["text"] for note in figure["layout"]["annotations"])
    assert all(mark in said for mark in "▲●▼")


def test_only_the_worst_are_coloured():
    rows = [Bar("a", "甲", 0.2, "20%", "bad"), Bar("b", "乙", 0.5, "50%", "bad", strong=False)]
    colours = charts.bars(rows, LIGHT, 1.0, "", full=1)["data"][1]["marker"]["color"]
    assert colours == [LIGHT.bad, LIGHT.warn]


def test_bars_and_their_tracks_give_back_the_key_on_a_click():
    figure = charts.bars(bars(2), LIGHT, full=1)
    assert [trace["customdata"] for trace in figure["data"]] == [[["k0"], ["k1"]]] * 2


def test_few_points():
    assert sum(len(trace.get("x", [])) for trace in forms(LIGHT, 11)["calendar"]["data"]) < 400


def test_labels_wrap_where_they_may_and_keep_apart():
    assert wrapped("Children without de facto care", 118) == "Children without<br>de facto care"
    assert wrapped("特困人员（分散供养）", 118) == "特困人员<br>（分散供养）"
    assert wrapped("河东村", 118) == "河东村"
    assert width_of("▼ 61%") > width_of("61%") + 13
    places = apart([1.0, 1.1, 5.0], 1)
    assert places == [1.0, 2.0, 5.0]


def test_pictures_exchange_each_colour_of_the_dark_look_for_its_light_one():
    def flat(look) -> list[str]:
        return [one for part in astuple(look) for one in ((part,) if isinstance(part, str) else part)]

    pairs = dict(reversed(list(zip(flat(DARK), flat(LIGHT), strict=True))))
    assert dict(re.findall(r"'(#\w{6})': '(#\w{6})'", script("pictures"))) == pairs


def test_the_look_follows_the_theme():
    assert charts.look("dark") is DARK
    assert charts.look("light") is charts.look(None) is LIGHT
