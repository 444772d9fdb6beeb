"""A share as one idea: how much is done, against the target, by unit, and how it changed within a month."""

from dataclasses import replace

from care.answers import Count, Row
from care.briefing.about import About
from care.briefing.deadline import days_left, target_now
from care.briefing.naming import named, ordered, short_name
from care.briefing.piece import Chart, Figure, Piece, Series, Table
from care.briefing.rules import rule
from care.briefing.small import compares, hidden_rows, too_few
from care.sentences import against_target, change, spread, state
from care.words import NONE, percent

CHARTED = 16  # bars that can be read from the back of a room
WORST = 3  # at most so many bars stand out
PEOPLE = ("person", "household", "house")  # subjects that belong to groups


def share_piece(about: About, name: str) -> Piece:
    """An indicator of the form “share”."""
    t, one = about.t, about.indicator(name)
    piece = Piece(
        name, t.pick(one.question), about.scope_words, how=rule(about, name), about=name, page=one.page
    )
    figure, now = share_figure(about, name), about.answers.count(about.ask(name))
    if now.share is None or too_few(about, now.due, name):
        said = t("brief.none_due") if now.share is None else few_said(about)
        return replace(piece, answer=figure.value, sentences=(said,), empty=now.share is None)
    by, rows = parts(about, name)
    gone = hidden_rows(about, rows, by, name)
    seen = [row for row in rows if row.key not in gone]
    charted, target = most_wanting(seen), target_now(about, name)
    said = (
        spread(t, named(about, seen, by), target, by),
        figure.change,
        t("brief.cut", n=len(charted)) if len(charted) < len(seen) else "",
        few_said(about) if gone else "",
    )
    return replace(
        piece,
        answer=figure.value,
        state=figure.state,
        status=figure.status,
        counted=figure.counted,
        sentences=tuple(text for text in said if text),
        chart=share_chart(about, charted, by, target) if len(charted) > 1 else None,
        table=share_table(about, rows, by, gone, now) if rows else None,
    )


def share_figure(about: About, name: str) -> Figure:
    """The headline of a share; the label is its name."""
    t, one, now = about.t, about.indicator(name), about.answers.count(about.ask(name))
    label = t.pick(one.name)
    if now.share is None:
        return Figure(label, NONE, status=t("state.none_due"))
    if too_few(about, now.due, name):
        return Figure(label, few(about))
    counted = t(f"headline.{one.subject}", n=now.due, met=now.met, due=now.due)
    left = days_left(about, about.ask(name)) if now.unmet else None
    if left:  # under way: neither short of the target nor worse than the round before
        return Figure(label, percent(now.share), "warn", t("gaps.left", n=left), counted)
    before = about.answers.count(about.ask(name, as_of=about.month_ago)) if compares(about) else None
    return Figure(
        label,
        percent(now.share),
        state(now.share, one.target),
        against_target(t, now, one.target),
        counted,
        change(t, now.share, before.share if before and not too_few(about, before.due, name) else None),
    )


def shown(share: float | None) -> float | None:
    """A share to one place of a percent, as it is written everywhere; 1 only of all, 0 only of none."""
    return None if share is None else round(float(percent(share).removesuffix("%")) / 100, 3)


def few(about: About) -> str:
    """What stands for a hidden count, of few and of what is hidden for their sake alike."""
    return about.t("brief.hidden")


def few_said(about: About) -> str:
    return about.t("brief.few", least=about.definitions.programme.small_count)


def parts(about: About, name: str) -> tuple[str, list[Row]]:
    """The rows to compare: by unit, else by group, else by duty; whichever has at least two."""
    grouped = about.indicator(name).subject in PEOPLE and not about.group
    for by in ("unit",) * bool(about.children) + ("group",) * grouped + ("duty",):
        rows = [row for row in about.answers.by(about.ask(name), by) if row.due]
        if len(rows) > 1:
            return by, ordered(about, rows, by, hidden_rows(about, rows, by, name))
    return "unit", []


def most_wanting(rows: list[Row]) -> list[Row]:
    """As many as can be read, those with the lowest share, in the order they came."""
    lowest = {row.key for row in sorted(rows, key=lambda row: row.share or 0)[:CHARTED]}
    return [row for row in rows if row.key in lowest]


def share_chart(about: About, rows: list[Row], by: str, target: float | None) -> Chart:
    short = sorted(row.share for row in rows if row.share < (target or 0))[
        : max(1, min(WORST, len(rows) // 4))
    ]
    series = [Series(about.t("brief.share"), tuple(shown(row.share) for row in rows))]
    if target and target < 1:
        line = about.t("chart.target", share=percent(target))
        series.append(Series(line, (target,) * len(rows), line=True))
    return Chart(
        "columns" if len(series) > 1 else "bars",
        tuple(short_name(about, row.key, by) for row in rows),
        tuple(series),
        share=True,
        worst=tuple(at for at, row in enumerate(rows) if row.share in short),
    )


def share_table(about: About, rows: list[Row], by: str, gone: set[str], now: Count) -> Table:
    t = about.t
    headings = (t(f"brief.by_{by}"), t("brief.due"), t("brief.met"), t("brief.unmet"), t("brief.share"))
    lines = [
        (short_name(about, row.key, by), few(about), NONE, NONE, NONE)
        if row.key in gone
        else (short_name(about, row.key, by), row.due, row.met, row.unmet, shown(row.share))
        for row in rows
    ]
    whole = (t("brief.whole"), now.due, now.met, now.unmet, shown(now.share))
    return Table(headings, (*lines, whole))
