"""Sentences about a forecast: when it will be done, how sure that is, and what the deadline asks for.

Rough days are called rough: on past seasons the range held three times in four (bench.backtest_forecast).
"""

from datetime import date
from math import ceil, floor

from care.forecast import Forecast
from care.words import Voice


def finishing(t: Voice, one: Forecast) -> str:
    """The day with its range, or that nobody can tell and why; '' where nothing is due or all is done."""
    if one.why in ("nothing_due", "done"):
        return ""
    if one.why:
        return t("forecast.cannot", why=t(f"forecast.{one.why}"))
    days = {"finish": _day(t, one, one.finish), "early": _day(t, one, one.early), "n": one.weeks}
    if one.late is None:
        return t("forecast.open", **days)
    if one.early == one.late:
        return t("forecast.sure", **days)
    return t("forecast.range", late=_day(t, one, one.late), **days)


def required(t: Voice, one: Forecast, unit: str) -> str:
    """What the deadline asks for a day, beside what the last weeks brought; `unit`: a measure word (户, people)."""
    if one.left <= 0 or one.deadline is None:
        return ""
    if one.deadline < one.day:
        return t("forecast.passed", day=t.day_short(one.deadline))
    if one.needed is None:
        return t("forecast.last_day", rate=t.number(one.left), unit=unit)
    values = {"day": t.day_short(one.deadline), "unit": unit, "rate": _up(t, one.needed)}
    if one.why or one.pace <= 0:
        return t("forecast.needed", **values)
    return t("forecast.needed_and_pace", pace=_down(t, one.pace), **values)


def prospects(t: Voice, found: dict[str, Forecast]) -> str:
    """Several items by name: which are expected in time, which late, of which nobody can tell."""
    told = {name: one for name, one in found.items() if one.why not in ("nothing_due", "done")}
    kinds = {
        "in_time": [name for name, one in told.items() if one.on_course],
        "late": [name for name, one in told.items() if one.on_course is False],
        "unknown": [name for name, one in told.items() if one.on_course is None],
    }
    parts = [t(f"forecast.all_{kind}", names=t.joined(names)) for kind, names in kinds.items() if names]
    return t("forecast.prospects", parts=t("forecast.between").join(parts)) if parts else ""


def _day(t: Voice, one: Forecast, day: date) -> str:
    """With its year where that is another than the year in which it is said."""
    return t.day_short(day) if day.year == one.day.year else t.day(day)


def _up(t: Voice, rate: float) -> str:
    """Never less than what is needed."""
    return t.number(ceil(round(rate * 10, 6)) / 10, 1).removesuffix(".0")


def _down(t: Voice, rate: float) -> str:
    """Never more than what was done; what is done is never said to be nothing."""
    if rate < 0.1:
        return t("forecast.under", rate="0.1")
    return t.number(floor(round(rate * 10, 6)) / 10, 1).removesuffix(".0")
