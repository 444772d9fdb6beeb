"""How many, by group: an indicator of the form “count” as one idea."""

from dataclasses import replace

from care.answers import Row
from care.briefing.about import About
from care.briefing.naming import name_of, ordered, short_name
from care.briefing.piece import Chart, Figure, Piece, Series, Table
from care.briefing.rules import rule
from care.briefing.shares import CHARTED, few, few_said
from care.briefing.small import compares, hidden_rows, too_few
from care.sentences import change_count, largest


def count_piece(about: About, name: str) -> Piece:
    """By group; where one group is chosen, by unit."""
    t, one = about.t, about.indicator(name)
    figure = count_figure(about, name)
    piece = Piece(
        name,
        t.pick(one.question),
        about.scope_words,
        figure.value,
        how=rule(about, name),
        about=name,
        page=one.page,
    )
    now = about.answers.count(about.ask(name))
    if not now.due or too_few(about, now.due, name):
        said = few_said(about) if now.due else t("brief.nobody")
        return replace(piece, sentences=(said,), empty=not now.due)
    by = "unit" if about.group else "group"
    rows = [row for row in about.answers.by(about.ask(name), by) if row.due]
    gone = hidden_rows(about, rows, by, name)
    rows = ordered(about, rows, by, gone)
    seen = [row for row in rows if row.key not in gone]
    said = (
        largest(t, [(name_of(about, row.key, by), row.due) for row in seen], one.subject, by),
        figure.change,
        few_said(about) if gone else "",
    )
    chart = count_chart(about, seen, by, name)
    lines = tuple((name_of(about, row.key, by), few(about) if row.key in gone else row.due) for row in rows)
    table = Table((t(f"brief.by_{by}"), t.pick(one.name)), (*lines, (t("brief.whole"), now.due)))
    return replace(
        piece,
        counted=figure.counted,
        sentences=tuple(text for text in said if text),
        chart=chart if len(chart.categories) > 1 else None,
        table=table,
    )


def count_chart(about: About, rows: list[Row], by: str, name: str) -> Chart:
    """Bars of the largest, in the order the rows came."""
    charted = sorted(rows, key=lambda row: -row.due)[:CHARTED]
    shown = [row for row in rows if row in charted]
    title = about.t.pick(about.indicator(name).name)
    return Chart(
        "bars",
        tuple(short_name(about, row.key, by) for row in shown),
        (Series(title, tuple(row.due for row in shown)),),
        share=False,
    )


def count_figure(about: About, name: str) -> Figure:
    """The headline of a count: how many, in how many households, more or fewer than a month ago."""
    t, one, now = about.t, about.indicator(name), about.answers.count(about.ask(name))
    if too_few(about, now.due, name):
        return Figure(t.pick(one.name), few(about))
    before = about.answers.count(about.ask(name, as_of=about.month_ago)) if compares(about) else None
    small = before is None or too_few(about, before.due, name)
    counted = ""
    if one.subject == "person" and now.due:
        homes = about.answers.households(about.ask(name))
        counted = "" if homes is None else t("headline.households", households=homes)
    changed = "" if small else change_count(t, now.due, before.due, one.subject)
    return Figure(t.pick(one.name), t.count(now.due, one.subject), counted=counted, change=changed)
