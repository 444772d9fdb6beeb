"""Shares with the interval they are sure within: lying bars with a whisker."""

from dataclasses import dataclass

from care.charts.bars import Bar, bars
from care.charts.style import Look


@dataclass(frozen=True)
class Whisker:
    """A share with its bounds, 0–1. `label` stands at the end; `hover` says the interval."""

    name: str
    share: float
    low: float
    high: float
    label: str
    hover: str = ""


def whiskers(rows: list[Whisker], look: Look) -> dict:
    """Bars in the order given, 1 at full width, each with its interval."""
    figure = bars(
        [Bar(row.name, row.name, row.share, row.label, hover=row.hover) for row in rows], look, full=1
    )
    shares = figure["data"][-1]
    shares["marker"]["color"] = look.soft  # so that the interval stands out
    shares["error_x"] = {
        "type": "data",
        "symmetric": False,
        "array": [row.high - row.share for row in rows],
        "arrayminus": [row.share - row.low for row in rows],
        "color": look.ink,
        "thickness": 1.5,
        "width": 4,
    }
    return figure
