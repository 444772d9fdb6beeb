"""Winter relief day by day: one item's shares done against its schedule, and when it will be done."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

import pandas as pd

from care.answers import Row
from care.briefing.about import About
from care.briefing.breakdowns.parts import said
from care.briefing.finishing import relief_forecasts
from care.briefing.piece import Chart, Piece, Series, Table
from care.briefing.shares import shown
from care.briefing.winter import due_items
from care.schedule import elapsed, winter_days
from care.sentences import days_left, schedule_gap, schedule_state
from care.sentences_forecast import finishing, required
from care.words import percent

BURN_UP = "relief_burnup"
POINTS = 9  # of a curve on paper


@dataclass(frozen=True)
class BurnUp:
    """One item: shares done by day since work began, and the schedule; `last` is the deadline."""

    row: Row
    opens: date
    last: date
    days: list[date]
    done: list[float]

    def expected(self, day: date) -> float:
        return elapsed(self.opens, self.last, day)

    @property
    def share(self) -> float:
        return self.row.met / self.row.due


def burn_up_of(about: About, row: Row, frame: pd.DataFrame) -> BurnUp:
    """`frame`: the breakdown's rows of this item. What was done before work began counts on its first day."""
    opens, last = winter_days(about.definitions, row.key, about.day)
    today = min(about.day, last)
    on_day = {x: int(n) for x, n in zip(frame["x"], frame["n"], strict=True) if x}
    days = [opens + timedelta(days=at) for at in range(max((today - opens).days, 0) + 1)]
    before = sum(n for x, n in on_day.items() if x < opens.isoformat())
    steps = [on_day.get(day.isoformat(), 0) for day in days]
    done = [min((before + total) / row.due, 1.0) for total in accumulate(steps)]
    return BurnUp(row, opens, last, days, done)


def burn_up_words(about: About, one: BurnUp) -> tuple[str, str]:
    """How many of how many, with the days left; and the forecast with the pace that is needed."""
    t, unit = about.t, about.t.pick(about.definitions.relief[one.row.key].unit)
    soon = relief_forecasts(about)[one.row.key]
    counted = t("relief.of", met=one.row.met, due=one.row.due, unit=unit)
    return (
        t.sentences(counted, days_left(t, (one.last - about.day).days)),
        t.sentences(finishing(t, soon), required(t, soon, unit)),
    )


def burn_up(item: str) -> Callable[[About, Piece], Piece]:
    """The idea of one item."""

    def made(about: About, piece: Piece) -> Piece:
        row = next((one for one in due_items(about) if one.key == item), None)
        if row is None:
            return piece
        frame = about.answers.breakdown(about.ask(BURN_UP))
        return _burn_up(about, piece, burn_up_of(about, row, frame[frame["series"] == item]))

    return made


def _burn_up(about: About, piece: Piece, one: BurnUp) -> Piece:
    t, days = about.t, _spread(one.days)
    done = [shown(one.done[one.days.index(day)]) for day in days]
    expected = [shown(one.expected(day)) for day in days]
    names = (t("brief.done"), t("brief.schedule"))
    series = tuple(
        Series(name, tuple(values), line=True) for name, values in zip(names, (done, expected), strict=True)
    )
    counts = [round(one.done[one.days.index(day)] * one.row.due) for day in days]
    rows = tuple(zip(map(t.day, days), counts, done, expected, strict=True))
    gap = schedule_gap(t, one.share, one.expected(about.day))
    return replace(
        piece,
        answer=percent(one.share),
        state=schedule_state(one.share, one.expected(about.day)),
        status=gap,
        sentences=said(*burn_up_words(about, one)),
        chart=Chart("line", tuple(map(t.day_short, days)), series, share=True),
        table=Table((t("relief.day"), t("relief.reached"), *names), rows),
        empty=False,
    )


def _spread(days: list[date]) -> list[date]:
    """At most POINTS days, the first and the last among them."""
    step = max(-(-(len(days) - 1) // (POINTS - 1)), 1)
    return days[::-1][::step][::-1] if (len(days) - 1) % step == 0 else [days[0], *days[::-1][::step][::-1]]
