"""Winter relief against its calendar: what is done, and what the schedule (序时进度) asks for on the day.

The schedule is even progress from an item's first day to its deadline (domain.md section 6, Progress).
Items have different calendars, so several are added up by household and item (户次), not by household.
"""

from dataclasses import dataclass
from datetime import date

from care.answers import Count
from care.calendar import season_day, season_of
from care.definitions import Definitions


@dataclass(frozen=True)
class Clock:
    """`met` of `due` (household × item); `expected`: the share the schedule asks for; `left`: days."""

    met: int
    due: int
    expected: float
    last: date
    left: int

    @property
    def done(self) -> float:
        return self.met / self.due

    @property
    def short(self) -> float:
        """How far behind the schedule, as a share; negative when ahead."""
        return self.expected - self.done


def winter_days(definitions: Definitions, item: str, day: date) -> tuple[date, date]:
    """First and last day of a relief item in the season that `day` lies in."""
    one, programme = definitions.relief[item], definitions.programme
    return season_day(programme, season_of(day), one.opens), season_day(programme, season_of(day), one.due)


def elapsed(opens: date, last: date, day: date) -> float:
    """The share of the time that has passed, first and last day counted in, 0–1."""
    return min(max(((day - opens).days + 1) / ((last - opens).days + 1), 0.0), 1.0)


def clock(counts: dict[str, Count], definitions: Definitions, day: date) -> Clock | None:
    """Items together, each weighted by the households it concerns; None when nothing is due."""
    items = {item: count for item, count in counts.items() if count.due and item in definitions.relief}
    if not items:
        return None
    days = {item: winter_days(definitions, item, day) for item in items}
    due = sum(count.due for count in items.values())
    expected = sum(count.due * elapsed(*days[item], day) for item, count in items.items()) / due
    last = max(end for _, end in days.values())
    return Clock(sum(count.met for count in items.values()), due, expected, last, (last - day).days)
