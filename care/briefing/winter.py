"""Winter relief of the unit in question: its items, and everything together, against the schedule."""

from datetime import date

from care.answers import Row
from care.briefing.about import About
from care.briefing.sparing import TooFew, left_out_of
from care.schedule import Clock, clock

NAME = "relief_progress"


def clock_of(about: About, day: date | None = None) -> Clock | None:
    """Every item together. Raises TooFew where one of them is spared: the others' sum is not the whole."""
    day = day or about.day
    ask = about.ask(NAME, as_of=day)
    if left_out_of(about, ask, "duty"):
        raise TooFew(about.unit)
    return clock({row.key: row for row in about.answers.by(ask, "duty")}, about.definitions, day)


def unit_clocks(about: About) -> dict[str, Clock]:
    """One clock a unit below the one in question; none of a unit of which one item is spared. Raises TooFew where that
    leaves none."""
    counts: dict[str, dict[str, Row]] = {}
    spared: set[str] = set()
    for item in about.definitions.relief:
        ask = about.ask(NAME, duty=item)
        spared |= left_out_of(about, ask, "unit")
        for row in about.answers.by(ask, "unit"):
            counts.setdefault(row.key, {})[item] = row
    clocks = {unit: clock(items, about.definitions, about.day) for unit, items in counts.items()}
    told = {unit: one for unit, one in clocks.items() if one and unit not in spared}
    if spared and not told:
        raise TooFew(about.unit)
    return told


def due_items(about: About) -> list[Row]:
    """One row an item with households listed, in the order of the definitions. Raises TooFew where they are spared."""
    if left_out_of(about, about.ask(NAME), "duty"):
        raise TooFew(about.unit)
    rows = {row.key: row for row in about.answers.by(about.ask(NAME), "duty") if row.due}
    return [rows[item] for item in about.definitions.relief if item in rows]
