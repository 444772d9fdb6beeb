"""Winter relief as two ideas: items against the schedule, and units against it."""

from dataclasses import replace
from datetime import date

from care.answers import Row
from care.briefing.about import About
from care.briefing.finishing import relief_forecasts
from care.briefing.naming import duty_name, place_name
from care.briefing.piece import Chart, Figure, Piece, Series, Table
from care.briefing.rules import rule
from care.briefing.shares import CHARTED, WORST, few, few_said, shown
from care.briefing.small import compares, hidden_rows, too_few
from care.briefing.sparing import TooFew, spared
from care.briefing.winter import NAME, clock_of, due_items, unit_clocks
from care.schedule import Clock, clock
from care.sentences import change, schedule, schedule_gap, schedule_spread, schedule_state
from care.sentences_forecast import prospects
from care.words import NONE, percent


def relief_figure(about: About, _name: str = NAME) -> Figure:
    """By household and item, against the schedule: nobody is at 100 % before the deadline."""
    t, label = about.t, about.t.pick(about.indicator(NAME).name)
    try:
        now = clock_of(spared(about))
    except TooFew:
        return Figure(label, few(about))
    if now is None:
        return Figure(label, NONE, status=t("brief.no_relief"))
    if too_few(about, now.due, NAME):
        return Figure(label, few(about))
    before = _month_ago(about)
    return Figure(
        label,
        percent(now.done),
        schedule_state(now.done, now.expected),
        schedule_gap(t, now.done, now.expected),
        t("headline.item", met=now.met, due=now.due),
        change(t, now.done, before.done if before and not too_few(about, before.due, NAME) else None),
    )


def _month_ago(about: About) -> Clock | None:
    try:
        return clock_of(spared(about), about.month_ago) if compares(about) else None
    except TooFew:
        return None


def relief_items(about: About, key: str = NAME) -> Piece:
    """Each item against its own schedule."""
    t = about.t
    piece = _piece(about, key, t.pick(about.indicator(NAME).question))
    figure = relief_figure(about)
    try:
        told = spared(about)
        now, rows = clock_of(told), due_items(told)
    except TooFew:
        return replace(piece, answer=figure.value, sentences=(few_said(about),))
    if now is None or too_few(about, now.due, NAME):
        said = t("brief.no_relief") if now is None else few_said(about)
        return replace(piece, answer=figure.value, sentences=(said,), empty=now is None)
    clocks = {duty_name(about, row.key): clock({row.key: row}, about.definitions, about.day) for row in rows}
    said = (
        schedule(t, now.done, now.expected, now.left),
        schedule_spread(t, clocks, "item") if len(clocks) > 1 else "",
        _prospects(about),
    )
    return replace(
        piece,
        answer=figure.value,
        state=figure.state,
        status=figure.status,
        counted=figure.counted,
        sentences=tuple(text for text in said if text),
        chart=_chart(about, clocks) if len(clocks) > 1 else None,
        table=_table(about, t("brief.by_duty"), clocks, now),
    )


def _prospects(about: About) -> str:
    """Which items are expected in time (care.forecast)."""
    return prospects(about.t, {duty_name(about, item): one for item, one in relief_forecasts(about).items()})


def relief_units(about: About, key: str) -> Piece:
    """Units against the schedule of the day."""
    t = about.t
    piece = _piece(about, key, t("relief.by_unit"))
    try:
        told = spared(about)
        now = clock_of(told)
        clocks = unit_clocks(told) if about.children and now else {}
    except TooFew:
        return replace(piece, answer=NONE, sentences=(few_said(about),))
    counted = [Row(one.due, one.met, 0, unit) for unit, one in clocks.items()]
    gone = hidden_rows(about, counted, "unit", NAME)
    seen = {
        place_name(about, unit): clocks[unit] for unit in about.units if unit in clocks and unit not in gone
    }
    if len(seen) < 2 or too_few(about, now.due, NAME):
        return replace(piece, answer=NONE, sentences=(t("brief.no_units"),), empty=True)
    behind = sorted(seen, key=lambda name: -seen[name].short)[:CHARTED]
    charted = {name: one for name, one in seen.items() if name in behind}
    kept = sum(schedule_state(one.done, one.expected) == "good" for one in seen.values())
    said = (
        schedule_spread(t, seen),
        t("brief.cut", n=len(charted)) if len(charted) < len(seen) else "",
        few_said(about) if gone else "",
    )
    return replace(
        piece,
        answer=t("brief.kept", kept=kept, n=len(seen)),
        sentences=tuple(text for text in said if text),
        chart=_chart(about, charted),
        table=_table(about, t("brief.by_unit"), seen, now),
    )


def _piece(about: About, key: str, question: str) -> Piece:
    return Piece(key, question, about.scope_words, how=rule(about, NAME), about=NAME, page="relief")


def _chart(about: About, clocks: dict[str, Clock]) -> Chart:
    """Done as columns, the schedule as a line over them."""
    t, each = about.t, list(clocks.values())
    worst = sorted((one.short for one in each if one.short > 0), reverse=True)[
        : max(1, min(WORST, len(each) // 4))
    ]
    return Chart(
        "columns",
        tuple(clocks),
        (
            Series(t("brief.done"), tuple(shown(one.done) for one in each)),
            Series(t("brief.schedule"), tuple(shown(one.expected) for one in each), line=True),
        ),
        share=True,
        worst=tuple(at for at, one in enumerate(each) if one.short in worst),
    )


def _table(about: About, first: str, clocks: dict[str, Clock], whole: Clock) -> Table:
    t = about.t
    headings = (
        first,
        *(t(f"brief.{word}") for word in ("due", "met", "unmet", "done", "schedule", "gap", "until")),
    )
    lines = [_line(about, name, one) for name, one in clocks.items()]
    states = [("",) * 6 + (schedule_state(one.done, one.expected), "") for one in [*clocks.values(), whole]]
    return Table(headings, (*lines, _line(about, t("brief.whole"), whole)), tuple(states))


def _line(about: About, name: str, one: Clock) -> tuple:
    points = about.t.points(one.done - one.expected, signed=True)
    day: date = one.last
    return (
        name,
        one.due,
        one.met,
        one.due - one.met,
        shown(one.done),
        shown(one.expected),
        points,
        about.t.day(day),
    )
