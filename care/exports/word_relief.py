"""Winter relief as a Word template may say it: items and units against the schedule, and the forecast."""

from care.briefing.about import About
from care.briefing.finishing import relief_forecasts
from care.briefing.naming import duty_name
from care.briefing.winter import clock_of, due_items, unit_clocks
from care.forecast import Forecast
from care.schedule import clock
from care.sentences import schedule, schedule_spread, schedule_state
from care.sentences_forecast import finishing, prospects, required
from care.words import NONE, percent

STATES = {"good": "▲", "warn": "●", "bad": "▼", "": ""}
TOTALS = ("due", "met", "unmet", "share", "schedule", "gap", "state", "pace")


def relief(about: About) -> dict:
    """Items against the schedule (序时进度), and when they will be done."""
    t, now = about.t, clock_of(about)
    if now is None:
        return {
            "items": [],
            "units": [],
            "text": t("brief.no_relief"),
            "units_text": "",
            "total": dict.fromkeys(TOTALS, NONE),
        }
    forecasts = relief_forecasts(about)
    soon = prospects(t, {duty_name(about, item): one for item, one in forecasts.items()})
    clocks = unit_clocks(about) if about.children else {}
    clocks = {
        about.unit_name(one, within=about.unit): clocks[one]
        for one in [*about.children, about.unit]
        if one in clocks
    }
    whole = {"due": t.number(now.due), "met": t.number(now.met), "unmet": t.number(now.due - now.met)}
    return {
        "items": [_item(about, row, forecasts[row.key]) for row in due_items(about)],
        "total": whole | _against(about, now.done, now.expected),
        "text": t.sentences(
            t("document.relief", due=now.due, met=now.met),
            schedule(t, now.done, now.expected, now.left),
            soon,
        ),
        "units": [{"name": name} | _against(about, one.done, one.expected) for name, one in clocks.items()],
        "units_text": schedule_spread(t, clocks) if len(clocks) > 1 else "",
    }


def _item(about: About, row, soon: Forecast) -> dict:
    t, item = about.t, about.definitions.relief[row.key]
    now, unit = clock({row.key: row}, about.definitions, about.day), t.pick(item.unit)
    said = t.sentences(finishing(t, soon), required(t, soon, unit))
    return {
        "id": row.key,
        "name": t.pick(item.name),
        "unit": unit,
        "due": t.number(row.due),
        "met": t.number(row.met),
        "unmet": t.number(row.unmet),
        "deadline": t.day_short(now.last),
        "forecast": t("document.about", name=t.pick(item.name), text=said) if said else "",
        **_against(about, now.done, now.expected),
    }


def _against(about: About, done: float, expected: float) -> dict:
    state = schedule_state(done, expected)
    return {
        "share": percent(done),
        "schedule": percent(expected),
        "gap": points(done - expected),
        "state": STATES[state],
        "pace": about.t(f"document.pace_{state}"),
    }


def points(difference: float) -> str:
    """Percentage points with their sign, as in a column of a table."""
    text = f"{difference * 100:+.1f}".replace("-", "−").removesuffix(".0")
    return "0" if text in ("+0", "−0") else text
