"""Answers in words and colours of the screen: rows → bars, with labels in the reader's language."""

from care.answers import Row
from care.charts import Bar
from care.inspection import gap_words
from care.screen.view import View
from care.sentences import Named, state
from care.words import NONE, percent

WORST = 3  # at most so many bars stand out
LONGEST = 8  # Chinese characters beside a chart


def named(view: View, rows: list[Row], by: str) -> list[Named]:
    return [Named(name_of(view, row.key, by), row) for row in rows]


def name_of(view: View, key: str, by: str, short: bool = False) -> str:
    if by == "unit":
        return view.unit_name(key, within=view.unit)
    if by == "group":
        return view.group_name(key, short)
    if by == "duty":
        return duty_name(view, key)
    return key


def duty_name(view: View, duty: str) -> str:
    return gap_words.duty_name(view.t, view.definitions, duty)


def share_bars(view: View, rows: list[Row], by: str, target: float | None) -> list[Bar]:
    """One bar a row: share as length; share and counts as label; state against the target."""
    due = [row for row in rows if row.due]
    worst = sorted(row.share or 0 for row in due)[: max(1, min(WORST, len(due) // 4))]
    return [
        _share_bar(view, row, short_name(view, row.key, by), target, (row.share or 0) in worst) for row in due
    ]


def short_name(view: View, key: str, by: str) -> str:
    """A name for the side of a chart: a long Chinese group name gives way to its short form."""
    if by == "unit":
        return place_name(view, key)
    name = name_of(view, key, by)
    return name_of(view, key, by, short=True) if view.t.lang == "zh" and len(name) > LONGEST else name


def place_name(view: View, unit: str) -> str:
    """A unit's name where room is short: in English without the word that most of them share."""
    return view.unit_name(unit, within=view.unit).removesuffix(" Village").removesuffix(" School")


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


def ordered(view: View, rows: list[Row], by: str) -> list[Row]:
    """Units in the office's own order (best first only where ranking is on); others largest first."""
    if by != "unit":
        return sorted(rows, key=lambda row: -row.due)
    if view.definitions.programme.ranking:
        return sorted(rows, key=lambda row: -(row.share or 0))
    places = {unit_id: at for at, unit_id in enumerate(view.units)}
    return sorted(rows, key=lambda row: places.get(row.key, 0))
