"""Answers in words and colours of the screen: rows → bars, with labels in the reader's language."""

from care.answers import Row
from care.briefing.naming import short_name
from care.charts import Bar
from care.screen.view import View
from care.sentences import state
from care.words import NONE, percent

WORST = 3  # at most so many bars stand out


def share_bars(view: View, rows: list[Row], by: str, target: float | None) -> list[Bar]:
    """One bar a row: share as length; share and counts as label; state against the target."""
    due = [row for row in rows if row.due]
    worst = sorted(row.share or 0 for row in due)[: max(1, min(WORST, len(due) // 4))]
    return [
        _share_bar(view, row, short_name(view, row.key, by), target, (row.share or 0) in worst) for row in due
    ]


def _share_bar(view: View, row: Row, name: str, target: float | None, worst: bool) -> Bar:
    share = row.share or 0.0
    label = f"{percent(share)}  {row.met:,}/{row.due:,}" if row.due else NONE
    hover = view.t(
        "chart.share_hover", name=name, share=percent(share), met=row.met, due=row.due, unmet=row.unmet
    )
    return Bar(row.key, name, share, label, state(row.share, target), hover, worst or share >= (target or 0))


def count_bars(view: View, rows: list[tuple[str, str, int]], unit: str) -> list[Bar]:
    """(key, name, number) → bars with the number and its measure word."""
    return [
        Bar(key, name, n, view.t.count(n, unit), "", f"{name} {view.t.count(n, unit)}")
        for key, name, n in rows
    ]
