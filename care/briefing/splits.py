"""A figure seen another way than its idea shows it: by group or duty where that one goes by unit, as pages do.

Its key is NAME@BY (pairing_coverage@group). Not among the usual ideas, or a meeting would have forty slides.
"""

from dataclasses import replace

from care.answers import Row
from care.briefing.about import About
from care.briefing.counts import count_chart
from care.briefing.deadline import target_now
from care.briefing.naming import name_of, named, ordered
from care.briefing.piece import Piece, Table
from care.briefing.rules import rule
from care.briefing.shares import PEOPLE, few, few_said, most_wanting, parts, share_chart, share_table
from care.briefing.small import hidden_rows, too_few
from care.briefing.winter import NAME as RELIEF
from care.definitions import Definitions
from care.sentences import largest, most, spread

SIGN = "@"


def splits_of(definitions: Definitions, name: str) -> list[str]:
    """The keys of the further views of an indicator; winter relief has its own ideas."""
    one = definitions.indicators[name]
    if name == RELIEF:
        return []
    if one.form == "count":
        return [f"{name}{SIGN}unit"]
    ways = ("group",) * (one.subject in PEOPLE) + ("duty",)
    return [f"{name}{SIGN}{by}" for by in ways]


def split_piece(about: About, key: str) -> Piece:
    """Empty where there is nothing to compare, or the idea itself shows the same."""
    name, _, by = key.partition(SIGN)
    t, one, now = about.t, about.indicator(name), about.answers.count(about.ask(name))
    title = t(f"brief.split_{by}", name=t.pick(one.name))
    piece = Piece(key, title, about.scope_words, how=rule(about, name), about=name, page=one.page, empty=True)
    if not now.due or too_few(about, now.due, name) or _shown_already(about, name, by):
        return piece
    rows = [row for row in about.answers.by(about.ask(name), by) if row.due]
    gone = hidden_rows(about, rows, by, name)
    rows = ordered(about, rows, by, gone)
    seen = [row for row in rows if row.key not in gone]
    if len(seen) < 2:
        return piece
    counted = one.form == "count"
    charted, target = (seen, None) if counted else (most_wanting(seen), target_now(about, name))
    said = (
        _most(about, seen, by, one.subject, now.due)
        if counted
        else spread(t, named(about, seen, by), target, by),
        t("brief.cut", n=len(charted)) if len(charted) < len(seen) else "",
        few_said(about) if gone else "",
    )
    lines = tuple((name_of(about, row.key, by), few(about) if row.key in gone else row.due) for row in rows)
    return replace(
        piece,
        sentences=tuple(text for text in said if text),
        chart=count_chart(about, seen, by, name) if counted else share_chart(about, charted, by, target),
        table=Table((t(f"brief.by_{by}"), t.pick(one.name)), (*lines, (t("brief.whole"), now.due)))
        if counted
        else share_table(about, rows, by, gone, now),
        empty=False,
    )


def _most(about: About, rows: list[Row], by: str, subject: str, whole: int) -> str:
    """Units share the whole; groups overlap, so no part of it is named."""
    named_ = [(name_of(about, row.key, by), row.due) for row in rows]
    return most(about.t, named_, subject, whole) if by == "unit" else largest(about.t, named_, subject, by)


def _shown_already(about: About, name: str, by: str) -> bool:
    if by == "unit":
        return bool(about.group) or not about.children
    return bool(about.group and by == "group") or parts(about, name)[0] == by
