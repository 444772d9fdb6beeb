"""When will it be done? A finishing day with a range from the pace of the last weeks, or why nobody can tell.

The method is simple so that it can be said in a sentence. What is left is looked at on the day and on the same
weekday of the four weeks before; weeks before any work was done are left out. The pace is what became less in
those weeks, per day; the day follows from it. The range follows from the fastest and the slowest of the weeks:
payments come in rounds, so it is wide, and has no end where a week stood still. How far off all this was:
`python -m bench.backtest_forecast`.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import ceil

WEEK = 7
WEEKS = 4  # looked back
FEWEST = 2  # weeks of work, or nothing is said
DUE_MOVES = 0.10  # a list that grew or shrank by more says nothing about a pace
FURTHEST = 366  # days; a day further away is no forecast
REASONS = ("nothing_due", "done", "too_few_days", "due_changed", "backwards", "no_progress", "too_far")


@dataclass(frozen=True)
class Point:
    """How many of how many were done on a day."""

    day: date
    done: int
    due: int

    @property
    def left(self) -> int:
        return self.due - self.done


@dataclass(frozen=True)
class Forecast:
    """`why` is '' and the days are set, or one of REASONS and they are not; `late` None: with no end in sight.

    `pace`: by how many a day it became less in the last `weeks`. `needed`: how many a day would still make the
    deadline; None where there is none, it has passed, or nothing is left.
    """

    day: date
    left: int
    pace: float = 0.0
    finish: date | None = None
    early: date | None = None
    late: date | None = None
    why: str = ""
    deadline: date | None = None
    needed: float | None = None
    weeks: int = 0

    @property
    def on_course(self) -> bool | None:
        """Whether it would be done by the deadline; None where that cannot be told, or there is none."""
        if self.deadline and self.why == "too_far":
            return False
        return self.finish <= self.deadline if self.finish and self.deadline else None


def days_asked(day: date) -> list[date]:
    """The days a forecast looks at, oldest first."""
    return [day - timedelta(days=WEEK * back) for back in range(WEEKS, -1, -1)]


def forecast(points: list[Point], deadline: date | None = None) -> Forecast:
    """A forecast from points a week apart (`days_asked`), oldest first. Raises ValueError without any."""
    if not points:
        raise ValueError("a forecast needs at least the day itself")
    now = points[-1]
    worked = _while_worked(points)
    why = _cannot(worked)
    needed = _needed(now, deadline)
    if why:
        return Forecast(now.day, now.left, why=why, deadline=deadline, needed=needed)
    pace, weeks = _pace(worked[0], now), [_pace(before, after) for before, after in pairwise(worked)]
    days = [_after(now, one) for one in (pace, max(weeks), min(weeks))]
    if days[0] is None:
        days, why = [None] * 3, "too_far"
    return Forecast(now.day, now.left, pace, *days, why, deadline, needed, len(weeks))


def _while_worked(points: list[Point]) -> list[Point]:
    """From the last point at which nothing was done yet; points without a list do not count."""
    listed = [point for point in points if point.due]
    idle = [at for at, point in enumerate(listed) if not point.done]
    return listed[max(idle) if idle else 0 :]


def _cannot(points: list[Point]) -> str:
    if not points:
        return "nothing_due"
    first, now = points[0], points[-1]
    if now.left <= 0:
        return "done"
    if not now.done:
        return "no_progress"
    if len(points) <= FEWEST:
        return "too_few_days"
    if abs(now.due - first.due) > DUE_MOVES * now.due:
        return "due_changed"
    if now.left > first.left:
        return "backwards"
    return "no_progress" if now.left == first.left else ""


def _pace(before: Point, after: Point) -> float:
    return (before.left - after.left) / (after.day - before.day).days


def _after(now: Point, pace: float) -> date | None:
    """The day on which nothing is left at this pace; None when it is too far off to be said."""
    days = ceil(now.left / pace - 1e-9) if pace > 0 else FURTHEST + 1
    return now.day + timedelta(days=days) if days <= FURTHEST else None


def _needed(now: Point, deadline: date | None) -> float | None:
    """How many a day from tomorrow to the deadline."""
    if deadline is None or now.left <= 0 or deadline <= now.day:
        return None
    return now.left / (deadline - now.day).days
