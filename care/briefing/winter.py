"""Winter relief of the unit in question: its items, and everything together, against the schedule."""

from datetime import date

from care.answers import Row
from care.briefing.about import About
from care.schedule import Clock, clock

NAME = "relief_progress"


def clock_of(about: About, day: date | None = None) -> Clock | None:
    """Every item together."""
    day = day or about.day
    return clock(
        {row.key: row for row in about.answers.by(about.ask(NAME, as_of=day), "duty")}, about.definitions, day
    )


def unit_clocks(about: About) -> dict[str, Clock]:
    """One clock a unit below the one in question."""
    counts: dict[str, dict[str, Row]] = {}
    for item in about.definitions.relief:
        for row in about.answers.by(about.ask(NAME, duty=item), "unit"):
            counts.setdefault(row.key, {})[item] = row
    clocks = {unit: clock(items, about.definitions, about.day) for unit, items in counts.items()}
    return {unit: one for unit, one in clocks.items() if one}


def due_items(about: About) -> list[Row]:
    """One row an item with households listed, in the order of the definitions."""
    rows = {row.key: row for row in about.answers.by(about.ask(NAME), "duty") if row.due}
    return [rows[item] for item in about.definitions.relief if item in rows]
