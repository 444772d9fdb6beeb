"""What is furthest from where it should be: the questions, how many are missing, and where."""

from dataclasses import dataclass

from care.answers import Count
from care.briefing.about import About
from care.briefing.deadline import days_left
from care.briefing.naming import named
from care.briefing.sparing import TooFew
from care.briefing.winter import NAME as RELIEF
from care.briefing.winter import clock_of
from care.sentences import Named


@dataclass(frozen=True)
class Problem:
    """One indicator short of what is wanted: `short` as a share; `rows` say where, by unit; `left`: days to its deadline
    where that is still to come."""

    name: str
    count: Count
    short: float
    rows: list[Named]
    left: int = 0

    @property
    def unmet(self) -> int:
        return self.count.unmet


def greatest(about: About, names: list[str], most: int) -> list[Problem]:
    """The questions furthest from their target (winter relief: from its schedule), worst first; those before their
    deadline are none yet."""
    return [one for one in unfinished(about, names) if not one.left][:most]


def unfinished(about: About, names: list[str]) -> list[Problem]:
    """All that is not done, furthest from where it should be first. What concerns too few is left out; raises TooFew
    where nothing else is left, which is not the same as nothing to do."""
    found, few = [], False
    for name in names:
        try:
            one = _problem(about, name)
        except TooFew:
            few = True
            continue
        if one and one.short > 0:
            found.append(one)
    if few and not found:
        raise TooFew(about.unit)
    return sorted(found, key=lambda one: -one.short)


def _problem(about: About, name: str) -> Problem | None:
    whole = about.answers.count(about.ask(name))
    if whole.share is None or not whole.unmet:
        return None
    short = (about.indicator(name).target or 1.0) - whole.share
    left = 0
    if name == RELIEF and (now := clock_of(about)):
        short = now.short
    elif name != RELIEF:
        left = days_left(about, about.ask(name)) or 0
    rows = (
        named(about, about.answers.by(about.ask(name), "unit"), "unit")
        if about.children
        else [Named("", whole)]
    )
    return Problem(name, whole, short, rows, left)
