"""What is furthest from where it should be: the questions, how many are missing, and where."""

from dataclasses import dataclass

from care.answers import Count
from care.briefing.about import About
from care.briefing.naming import named
from care.briefing.winter import NAME as RELIEF
from care.briefing.winter import clock_of
from care.sentences import Named


@dataclass(frozen=True)
class Problem:
    """One indicator short of what is wanted: `short` as a share; `rows` say where, by unit."""

    name: str
    count: Count
    short: float
    rows: list[Named]

    @property
    def unmet(self) -> int:
        return self.count.unmet


def greatest(about: About, names: list[str], most: int) -> list[Problem]:
    """The questions furthest from their target (winter relief: from its schedule), worst first."""
    found = [one for one in (_problem(about, name) for name in names) if one and one.short > 0]
    return sorted(found, key=lambda one: -one.short)[:most]


def _problem(about: About, name: str) -> Problem | None:
    whole = about.answers.count(about.ask(name))
    if whole.share is None or not whole.unmet:
        return None
    short = (about.indicator(name).target or 1.0) - whole.share
    if name == RELIEF and (now := clock_of(about)):
        short = now.short
    rows = (
        named(about, about.answers.by(about.ask(name), "unit"), "unit")
        if about.children
        else [Named("", whole)]
    )
    return Problem(name, whole, short, rows)
