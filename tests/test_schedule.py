"""Winter relief against its schedule: elapsed days, weights by household and item, seasons."""

from datetime import date

import pytest

from care.answers import Count
from care.definitions import load
from care.schedule import clock, elapsed, winter_days

OPENS, LAST = date(2025, 12, 20), date(2026, 2, 16)  # 59 days


@pytest.mark.parametrize(
    ("day", "share"),
    [
        (date(2025, 12, 19), 0.0),
        (OPENS, 1 / 59),
        (date(2026, 1, 20), 32 / 59),
        (LAST, 1.0),
        (date(2026, 5, 1), 1.0),
    ],
)
def test_elapsed_counts_first_and_last_day(day, share):
    assert elapsed(OPENS, LAST, day) == pytest.approx(share)


def test_the_season_runs_over_new_year():
    for day in (date(2025, 11, 1), date(2026, 1, 20), date(2026, 8, 31)):
        assert winter_days(load(), "condolence", day) == (OPENS, LAST)
    assert winter_days(load(), "condolence", date(2026, 9, 1))[0] == date(2026, 12, 20)


def test_items_are_weighted_by_the_households_they_concern():
    day = date(2026, 1, 20)
    now = clock({"condolence": Count(10, 5, 0), "winter_living": Count(30, 15, 2)}, load(), day)
    assert (now.met, now.due, now.done, now.left) == (20, 40, 0.5, 27)
    assert now.expected == pytest.approx((10 * 32 / 59 + 30 * 82 / 109) / 40)
    assert now.short == pytest.approx(now.expected - 0.5)


def test_nothing_due_has_no_clock():
    assert clock({}, load(), LAST) is None
    assert clock({"condolence": Count(0, 0, 4), "unknown": Count(1, 1, 0)}, load(), LAST) is None
