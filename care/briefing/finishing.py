"""Forecasts of what is in question: winter-relief items, and any share such as pairing coverage."""

from datetime import date

from care.answers import Count
from care.briefing.about import About
from care.briefing.winter import NAME, due_items
from care.forecast import Forecast, Point, days_asked, forecast
from care.schedule import winter_days


def relief_forecasts(about: About) -> dict[str, Forecast]:
    """One forecast an item with households listed, against its own deadline."""
    items = [row.key for row in due_items(about)]
    weeks = {
        day: {row.key: row for row in about.answers.by(about.ask(NAME, as_of=day), "duty")}
        for day in _known(about)
    }
    return {
        item: forecast(
            [_point(day, rows.get(item)) for day, rows in weeks.items()],
            winter_days(about.definitions, item, about.day)[1],
        )
        for item in items
    }


def share_forecast(about: About, name: str) -> Forecast:
    """When everybody due would be met; no deadline is known for a share."""
    return forecast([_point(day, about.answers.count(about.ask(name, as_of=day))) for day in _known(about)])


def _known(about: About) -> list[date]:
    """The days a forecast looks at, as far as there are records; the day itself always."""
    return [day for day in days_asked(about.day) if day >= about.answers.first_day or day == about.day]


def _point(day: date, count: Count | None) -> Point:
    return Point(day, count.met, count.due) if count else Point(day, 0, 0)
