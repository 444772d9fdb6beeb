"""What the ideas of breakdowns are made of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from care.briefing.about import About
from care.briefing.months import month_labels, months_before
from care.briefing.piece import Chart, Piece, Series, Table
from care.briefing.rules import rule

MONTHS = 13


@dataclass(frozen=True)
class Kind:
    """A breakdown as an idea: its title's key in the words, where it is seen, whose rule explains it (default: its own)."""

    title: str
    page: str
    make: Callable[[About, Piece], Piece]
    rule: str = ""


def begun(about: About, key: str, title: str, kind: Kind) -> Piece:
    """The idea without its figures: empty until there are some."""
    name = kind.rule or key
    how = rule(about, name) if about.t.knows(f"breakdown.{name}") or kind.rule else ""
    return Piece(key, title, about.scope_words, how=how, about=name, page=kind.page, empty=True)


def in_(about: About, unit: str) -> str:
    """What the figures of a chart or table count: 单位：户."""
    return about.t(f"brief.in_{unit}")


def bars(title: str, rows: Iterable[tuple[str, int]], worst: tuple[int, ...] = ()) -> Chart:
    """Lying bars of (name, number)."""
    rows = list(rows)
    values = tuple(n for _, n in rows)
    return Chart("bars", tuple(name for name, _ in rows), (Series(title, values),), share=False, worst=worst)


def by_month(about: About, parts: list[tuple[str, list[int]]]) -> tuple[Chart, Table]:
    """Stacked columns of the last MONTHS months and the same as a table; `parts`: (name, number a month)."""
    keys = months_before(about.day, MONTHS)
    series = tuple(Series(name, tuple(values)) for name, values in parts)
    rows = tuple(
        (label, *(one.values[at] for one in series))
        for at, label in enumerate(month_labels(about, keys, year=True))
    )
    chart = Chart("stacked", tuple(month_labels(about, keys)), series, share=False)
    return chart, Table((about.t("brief.by_month"), *(one.name for one in series)), rows)


def said(*sentences: str) -> tuple[str, ...]:
    return tuple(one for one in sentences if one)
