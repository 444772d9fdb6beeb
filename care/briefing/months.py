"""Month by month: the trend of a share, and contacts by kind."""

from dataclasses import replace
from datetime import date

from care.briefing.about import About
from care.briefing.piece import Chart, Piece, Series, Table
from care.briefing.rules import rule
from care.briefing.shares import shown
from care.briefing.small import is_rare, too_few
from care.sentences import against_target, trend
from care.words import NONE, percent

MONTHS = 12


def months_before(day: date, how_many: int) -> list[str]:
    """'YYYY-MM' of the last `how_many` months, this one last."""
    at = day.year * 12 + day.month - 1
    return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(at - how_many + 1, at + 1)]


def month_labels(about: About, keys: list[str], year: bool = False) -> list[str]:
    """What months are called: in a table with their year, since thirteen of them name one twice."""
    return [about.t.month(date(int(key[:4]), int(key[5:]), 1), year) for key in keys]


def trend_piece(about: About, key: str, name: str) -> Piece:
    """A share at the last month-ends and today."""
    t, one, now = about.t, about.indicator(name), about.answers.count(about.ask(name))
    piece = Piece(
        key,
        t(f"brief.{key}"),
        about.scope_words,
        how=rule(about, name),
        about=name,
        page=one.page,
        empty=True,
    )
    points = [
        (t.month(end), count)
        for end, count in (
            [] if is_rare(about, about.group) else about.answers.trend(about.ask(name), MONTHS)
        )
        if end < about.day
    ]
    points.append((t.day_short(about.day), now))
    shares = [(when, None if too_few(about, one.due, name) else shown(one.share)) for when, one in points]
    known = [share for _, share in shares if share is not None]
    if now.share is None or len(known) < 2 or too_few(about, now.due, name):
        return replace(piece, answer=NONE, sentences=(t("brief.no_trend"),))
    line = Series(t.pick(one.name), tuple(share for _, share in shares), line=True)
    return replace(
        piece,
        answer=percent(now.share),
        status=against_target(t, now, one.target),
        sentences=(trend(t, [(when, share) for when, share in shares if share is not None]),),
        chart=Chart("line", tuple(when for when, _ in shares), (line,), share=True),
        table=Table((t("brief.by_month"), t.pick(one.name)), tuple(shares)),
        empty=False,
    )


def contacts_sentence(about: About, months: list[str], counts: dict[tuple[str, str], int]) -> str:
    """The last whole month against the one before, and the share in person; the running month is not compared."""
    totals = [sum(n for (month, _), n in counts.items() if month == one) for one in months]
    kinds = about.definitions.contacts.kinds
    in_person = sum(n for (_, kind), n in counts.items() if kinds[kind].in_person)
    last = about.t.month(date(int(months[-2][:4]), int(months[-2][5:]), 1), year=True)
    return about.t.sentences(
        about.t("visits.month_says", month=last, n=totals[-2], before=totals[-3]),
        about.t("visits.in_person", share=percent(in_person / max(sum(counts.values()), 1))),
    )


def contacts_piece(about: About, key: str) -> Piece:
    """Contacts by month and kind; the running month is said to be one."""
    t = about.t
    piece = Piece(
        key,
        t("visits.by_month"),
        about.scope_words,
        how=rule(about, key),
        about=key,
        page="visits",
        empty=True,
    )
    frame = about.answers.breakdown(about.ask(key))
    counts = {(r.x, r.series): int(r.n) for r in frame.itertuples()}
    months = months_before(about.day, MONTHS + 1)
    totals = [sum(n for (month, _), n in counts.items() if month == one) for one in months]
    if not any(totals) or is_rare(about, about.group):
        return replace(piece, answer=NONE, sentences=(t("brief.no_contacts"),))
    kinds = [
        kind for kind in about.definitions.contacts.kinds.values() if any(of == kind.id for _, of in counts)
    ]
    series = tuple(
        Series(t.pick(kind.name), tuple(counts.get((month, kind.id), 0) for month in months))
        for kind in kinds
    )
    last = date(int(months[-2][:4]), int(months[-2][5:]), 1)
    said = contacts_sentence(about, months, counts)
    labels = month_labels(about, months)
    rows = tuple(
        (label, *(part.values[at] for part in series))
        for at, label in enumerate(month_labels(about, months, year=True))
    )
    return replace(
        piece,
        answer=t.count(totals[-2], "times"),
        counted=t.month(last, year=True),
        sentences=(said, t("visits.running", day=t.day_short(about.day))),
        chart=Chart("stacked", tuple(labels), series, share=False),
        table=Table((t("brief.by_month"), *(part.name for part in series)), rows),
        empty=False,
    )
