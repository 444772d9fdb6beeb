"""Whether a question's deadline is still to come: then what is left is work ahead, not a gap."""

from care.answers import Ask
from care.briefing.about import About


def days_left(about: About, ask: Ask) -> int | None:
    """Days to the first deadline of what is not done; None where something is overdue, undated or nothing is left.

    Lists begin with what was never done, the earliest deadline first: one row tells.
    """
    first = about.answers.first_due(ask)
    return (first - ask.as_of).days if first and first > ask.as_of else None


def target_now(about: About, name: str) -> float | None:
    """The target that an indicator is held against on the day; none before its deadline."""
    return None if days_left(about, about.ask(name)) else about.indicator(name).target
