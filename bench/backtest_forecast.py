"""How far off is the forecast? `python -m bench.backtest_forecast DIR` (a data directory with the sample town).

Two looks, because the sample season has not ended yet:
- the sample's own season, every unit and item, forecast each week with what was known then: how many would be
  left one and two weeks later, against how many were;
- whole invented seasons, paid in rounds or visited day by day until all is done: the finishing day itself.
"""

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import mean, median

from care import office
from care.answers import Answers, Ask
from care.definitions import load
from care.forecast import Forecast, Point, days_asked, forecast
from care.store import EVERYTHING

AHEAD = (7, 14)  # days
BACK = 12  # weeks of the sample that are forecast from
SEASONS = 400
ITEMS = ("winter_living", "minimum_living_q1", "condolence")
WHOLE = ("pairing_coverage", "house_safety")


@dataclass(frozen=True)
class Trial:
    """One forecast of what is left, against what was left; both as shares of all that is due."""

    off: float
    inside: bool


def main(folder: Path) -> None:
    definitions = load()
    store = office.current(folder, definitions)
    if store is None:
        sys.exit(f"No ledgers in {folder}; take the sample in first: python -m care start-with-sample")
    told = Answers(store, EVERYTHING, definitions)
    for title, series in (("winter relief", _relief(told)), ("coverage", _whole(told))):
        trials = [trial for points in series for trial in _ahead(points, store.as_of)]
        print(
            f"sample season, {title}: {len(trials)} forecasts one and two weeks ahead; off by "
            f"{mean(one.off for one in trials):.1%} of all due (mean); "
            f"inside the range {mean(one.inside for one in trials):.0%}"
        )
    _report_seasons()


def _relief(told: Answers) -> Iterator[dict[date, Point]]:
    """One series a unit and item."""
    for item in ITEMS:
        yield from _by_unit(told, "relief_progress", item)


def _whole(told: Answers) -> Iterator[dict[date, Point]]:
    for name in WHOLE:
        yield from _by_unit(told, name, "")


def _by_unit(told: Answers, name: str, duty: str) -> list[dict[date, Point]]:
    top = told.table("select unit_id from units where depth = (select min(depth) from units)")["unit_id"][0]
    series: dict[str, dict[date, Point]] = {}
    for week in range(BACK + 5):
        day = told.as_of - timedelta(weeks=week)
        for row in told.by(Ask(name, day, top, duty=duty), "unit"):
            series.setdefault(row.key, {})[day] = Point(day, row.met, row.due)
    return list(series.values())


def _ahead(points: dict[date, Point], last: date) -> Iterator[Trial]:
    for day in points:
        if not all(one in points for one in days_asked(day)):
            continue
        said = forecast([points[one] for one in days_asked(day)])
        for days in AHEAD:
            after = points.get(day + timedelta(days=days))
            if said.finish and after and after.day <= last:
                yield _trial(said, after.left, days, points[day].due)


def _trial(said: Forecast, left: int, days: int, due: int) -> Trial:
    """Each of the three days is a pace; what each would leave. Half a case either way is rounding."""

    def leaves(finish: date | None) -> float:
        if finish is None:
            return said.left
        return max(said.left * (1 - days / (finish - said.day).days), 0)

    inside = leaves(said.early) - 0.5 <= left <= leaves(said.late) + 0.5
    return Trial(abs(leaves(said.finish) - left) / due, inside)


def _report_seasons() -> None:
    for title, make in (("paid in rounds", _rounds), ("visited day by day", _visits)):
        rng = random.Random(20260120)
        off, inside, open_ended, told = [], [], [], 0
        for _ in range(SEASONS):
            done = make(rng)
            for at in range(28, len(done) - 1, 7):
                told += 1
                start = date(2025, 10, 31)
                days = [start + timedelta(days=at - 7 * back) for back in range(4, -1, -1)]
                said = forecast([Point(day, done[(day - start).days], done[-1]) for day in days])
                if not said.finish:
                    continue
                end = start + timedelta(days=done.index(done[-1]))
                off.append(abs((said.finish - end).days))
                inside.append(said.early <= end and (said.late is None or end <= said.late))
                open_ended.append(said.late is None)
        print(
            f"invented seasons, {title}: a day is said for {len(off) / told:.0%} of {told} looks; off by "
            f"{median(off)} days (median), {sorted(off)[int(len(off) * 0.9)]} days (nine in ten); inside the "
            f"range {mean(inside):.0%}; range without an end {mean(open_ended):.0%}"
        )


def _rounds(rng: random.Random) -> list[int]:
    """Cumulative done by day: three to eight rounds of one to three days, five to sixteen days apart."""
    cuts = sorted(rng.uniform(0, 260) for _ in range(rng.randrange(2, 8)))
    done, total = [0] * rng.randrange(10, 25), 0
    for before, after in pairwise([0, *cuts, 260]):
        total = done[-1]
        for part in range(1, (length := rng.randrange(1, 4)) + 1):
            done.append(round(total + (after - before) * part / length))
        done += [done[-1]] * rng.randrange(5, 17)
    done = [min(one, 260) for one in done]
    done[-1] = 260
    return done


def _visits(rng: random.Random) -> list[int]:
    """Cumulative done by day: some each working day, with slack weeks."""
    done = [0] * rng.randrange(10, 40)
    while done[-1] < 230:
        pace = rng.choice((0, 2, 5, 8))
        for weekday in range(7):
            done.append(min(done[-1] + (rng.randrange(pace + 1) * 2 if weekday < 5 else 0), 230))
    return done


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else office.data_dir())
