"""A forecast says a day only where the last weeks bear one, and says so plainly where they do not."""

from datetime import date, timedelta

import pytest

from care.briefing.about import about
from care.briefing.finishing import relief_forecasts, share_forecast
from care.definitions import load
from care.forecast import REASONS, Forecast, Point, days_asked, forecast
from care.office import current
from care.sentences_forecast import finishing, prospects, required
from care.store import EVERYTHING
from care.words import voice

DAY = date(2026, 1, 20)
DEADLINE = date(2026, 2, 16)
ZH, EN = voice("zh"), voice("en")
BOTH = pytest.mark.parametrize("t", [ZH, EN], ids=["zh", "en"])


def weekly(*counts: tuple[int, int] | int, due: int = 100, deadline: date | None = DEADLINE) -> Forecast:
    """A forecast from what was done week by week, the day itself last."""
    pairs = [one if isinstance(one, tuple) else (one, due) for one in counts]
    days = days_asked(DAY)[-len(pairs) :]
    return forecast([Point(day, *pair) for day, pair in zip(days, pairs, strict=True)], deadline)


def test_the_day_follows_from_the_pace_and_the_range_from_the_fastest_and_slowest_week():
    said = weekly(20, 27, 48, 55, 62)  # 42 in 28 days: 1.5 a day; 38 left: 26 days; weeks bring 7 to 21
    assert (said.pace, said.left, said.weeks) == (1.5, 38, 4)
    assert said.finish == DAY + timedelta(days=26)
    assert said.early == DAY + timedelta(days=13)
    assert said.late == DAY + timedelta(days=38)
    assert said.needed == 38 / 27
    assert said.on_course


def test_weeks_before_work_began_slow_nothing_down():
    assert weekly(0, 0, 0, 14, 28).pace == 2.0


def test_a_week_that_stood_still_leaves_the_range_open():
    said = weekly(10, 20, 20, 30, 40)
    assert (said.late, said.why) == (None, "")


@pytest.mark.parametrize(
    ("counts", "why"),
    [
        ([0, 0, 0, 0, 0], "no_progress"),
        ([40, 40, 40, 40, 40], "no_progress"),
        ([0, 0, 0, 0, 9], "too_few_days"),
        ([9], "too_few_days"),
        ([60, 50, 50, 50, 50], "backwards"),
        ([10, 20, 30, 40, 100], "done"),
        ([(10, 100), (20, 100), (30, 100), (40, 100), (50, 120)], "due_changed"),
        ([(10, 120), (20, 100), (30, 100), (40, 100), (50, 100)], "due_changed"),
        ([(50, 98), (50, 98), (50, 98), (51, 100), (51, 100)], "backwards"),
        ([(0, 0)] * 5, "nothing_due"),
        ([50, 50, 50, 50, 51], "too_far"),
    ],
)
def test_nobody_can_tell_and_why(counts, why):
    said = weekly(*counts)
    assert (said.why, said.finish, said.early, said.late) == (why, None, None, None)
    assert why in REASONS
    assert said.on_course is (False if why == "too_far" else None)
    for t in (ZH, EN):
        assert bool(finishing(t, said)) == (why not in ("done", "nothing_due"))


def test_a_deadline_that_passed_or_is_today_asks_for_no_rate():
    assert weekly(10, 20, 30, 40, 50, deadline=DAY - timedelta(days=1)).needed is None
    assert weekly(10, 20, 30, 40, 50, deadline=DAY).needed is None
    assert weekly(10, 20, 30, 40, 50, deadline=None).needed is None
    passed = weekly(10, 20, 30, 40, 50, deadline=DAY - timedelta(days=1))
    assert required(EN, passed, "households") == "The deadline of 19 Jan has passed."
    today = weekly(10, 20, 30, 40, 50, deadline=DAY)
    assert required(ZH, today, "户") == "期限就是今天，还差50户。"
    assert passed.on_course is False


def test_without_any_day_there_is_no_forecast():
    with pytest.raises(ValueError):
        forecast([])


def test_what_is_needed_is_rounded_up_and_what_was_done_down():
    said = weekly(0, 4, 8, 12, 13, due=14)  # 13 in 28 days = 0.464…; 1 left of 27 days = 0.037
    assert required(ZH, said, "户") == "要在2月16日前完成，平均每天需0.1户；近几周每天0.4。"
    assert required(EN, said, "households") == "In households a day: 0.1 needed to make 16 Feb, 0.4 lately."
    slow = weekly(1, 1, 1, 1, 2, due=3)
    assert "less than 0.1 lately" in required(EN, slow, "households")


@BOTH
def test_where_all_is_done_or_nobody_can_tell_no_day_is_claimed(t):
    done = weekly(70, 80, 90, 95, 100)
    assert (
        finishing(t, done) == required(t, done, "户") == prospects(t, {"A": done}) == prospects(t, {}) == ""
    )
    assert "2026" not in finishing(t, weekly(0, 0, 0, 0, 0))


def test_a_day_in_another_year_is_said_with_its_year():
    far = forecast([Point(day, 20 + 2 * at, 100) for at, day in enumerate(days_asked(date(2025, 12, 20)))])
    assert far.finish.year == 2026
    assert "2026年" in finishing(ZH, far) and "2026" in finishing(EN, far)


def test_items_are_told_apart_by_what_is_expected_of_them():
    found = {
        "甲": weekly(20, 40, 60, 80, 90),
        "乙": weekly(20, 21, 22, 23, 24),
        "戊": weekly(20, 25, 30, 35, 40),
        "丙": weekly(0, 0, 0, 0, 0),
        "丁": weekly(100, 100, 100, 100, 100),
    }
    assert prospects(ZH, found) == "照近几周的进度：甲预计能按期完成；乙和戊预计超过期限；丙说不准。"
    assert prospects(EN, {"A": found["甲"]}) == "At the pace of the last weeks: expected in time: A."


def test_on_the_sample_the_forecast_starts_from_the_page_s_own_figures(town):
    known = load()
    seen = about(current(town, known), EVERYTHING, known, ZH)
    rows = {row.key: row for row in seen.answers.by(seen.ask("relief_progress"), "duty")}
    found = relief_forecasts(seen)
    assert found and {item: one.left for item, one in found.items()} == {
        item: row.unmet for item, row in rows.items()
    }
    assert (
        share_forecast(seen, "pairing_coverage").left
        == seen.answers.count(seen.ask("pairing_coverage")).unmet
    )


def test_in_the_first_days_of_the_records_there_are_too_few(town):
    known = load()
    store = current(town, known)
    seen = about(store, EVERYTHING, known, ZH, day=store.first_day)
    assert share_forecast(seen, "pairing_coverage").why in ("too_few_days", "no_progress", "nothing_due")
