"""Whether a question's deadline is still to come: then what is left is work ahead, not a gap."""

import pandas as pd

from care.answers import Ask
from care.briefing.about import About


def days_left(about: About, ask: Ask) -> int | None:
    """Days to the first deadline of what is not done; None where something is overdue, undated or nothing is left.

    Lists begin with what was never done, the earliest deadline first: one row tells.
    """
    frame = about.answers.rows(ask, "unmet", "", 1, 1).frame
    if frame.empty or pd.isna(frame["due_on"].iloc[0]):
        return None
    left = (frame["due_on"].iloc[0].date() - ask.as_of).days
    return left if left > 0 else None


def target_now(about: About, name: str) -> float | None:
    """The target that an indicator is held against on the day; none before its deadline."""
    return None if days_left(about, about.ask(name)) else about.indicator(name).target
