"""Schools: talks by class, who helps the pupils, stages of plans, calls, what holiday visits brought, activities."""

from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from care.answers import Row
from care.briefing.about import About
from care.briefing.breakdowns.parts import MONTHS, bars, by_month, in_, said
from care.briefing.months import months_before
from care.briefing.piece import Piece, Table
from care.briefing.shares import share_chart, share_table
from care.sentences import Named, most, spread

RHYTHM, TALK = "contact_rhythm", "talk"
LOWEST = 12  # classes shown where there are more
STAGES = ("done", "overdue", "to_come")
THINGS = ("visits", "books", "supplies")


class Part(NamedTuple):
    """One series of stacked columns: a number a month."""

    key: str
    name: str
    values: list[int]


def talks_of(about: About) -> list[Row]:
    """Monthly talks by class, the lowest first."""
    rows = about.answers.by(about.ask(RHYTHM, duty=TALK), "place")
    return sorted((row for row in rows if row.due), key=lambda row: row.share or 0)


def talks_sentence(about: About, rows: list[Row]) -> str:
    named = [Named(about.unit_name(row.key), row) for row in rows]
    return spread(about.t, named, about.indicator(RHYTHM).target, "class")


def talks(about: About, piece: Piece) -> Piece:
    rows = talks_of(about)
    if not rows:
        return piece
    cut = about.t("brief.cut", n=LOWEST) if len(rows) > LOWEST else ""
    whole = about.answers.count(about.ask(RHYTHM, duty=TALK))
    return replace(
        piece,
        sentences=said(talks_sentence(about, rows), cut),
        chart=share_chart(about, rows[:LOWEST], "class", about.indicator(RHYTHM).target),
        table=share_table(about, rows, "class", set(), whole),
        empty=False,
    )


class Helpers(NamedTuple):
    """Pupils by school (unit) and kind of helper; `kinds` the most frequent first, nobody last."""

    kinds: list[str]
    schools: list[str]
    counts: dict[tuple[str, str], int]

    def sentence(self, about: About) -> str:
        nobody = sum(n for (_, kind), n in self.counts.items() if kind == "nobody")
        whole = sum(self.counts.values())
        return about.t("schools.helpers_says", n=whole - nobody, nobody=nobody)


def helpers_of(about: About) -> Helpers:
    frame = about.answers.breakdown(about.ask("school_helpers"))
    order = frame.groupby("series")["n"].sum().sort_values(ascending=False).index
    kinds = [kind for kind in order if kind != "nobody"] + ["nobody"]
    schools = [unit for unit in about.units if unit in set(frame["x"])]
    return Helpers(kinds, schools, {(r.x, r.series): int(r.n) for r in frame.itertuples()})


def helpers(about: About, piece: Piece) -> Piece:
    found, t = helpers_of(about), about.t
    if not found.schools:
        return piece
    rows = tuple(
        (about.unit_name(one), *(found.counts.get((one, kind), 0) for kind in found.kinds))
        for one in found.schools
    )
    return replace(
        piece,
        sentences=said(found.sentence(about)),
        table=Table((t("column.unit"), *(t(f"helper.{kind}") for kind in found.kinds)), rows),
        empty=False,
    )


def stages_of(about: About) -> list[tuple[str, str, int]]:
    """Stages of help plans: (state, name, number); empty where there are no plans."""
    frame = about.answers.breakdown(about.ask("plan_stages"))
    counts = frame.groupby("x")["n"].sum().to_dict()
    return [(one, about.t(f"plan.{one}"), int(counts.get(one, 0))) for one in STAGES] if counts else []


def stages_sentence(about: About, rows: list[tuple[str, str, int]]) -> str:
    done, overdue = rows[0][2], rows[1][2]
    return about.t("schools.stages_says", done=done, due=done + overdue, overdue=overdue)


def plan_stages(about: About, piece: Piece) -> Piece:
    rows = stages_of(about)
    if not rows:
        return piece
    return replace(
        piece,
        counted=in_(about, "stages"),
        sentences=said(stages_sentence(about, rows)),
        chart=bars(piece.question, [(name, n) for _, name, n in rows]),
        empty=False,
    )


def calls_of(about: About) -> tuple[list[Part], str]:
    """Calls from the homes for pupils by home and month, and the sentence; no parts where there are none."""
    frame = about.answers.breakdown(about.ask("home_calls"))
    if frame.empty:
        return [], ""
    keys = months_before(about.day, MONTHS)
    counts = {(r.x, r.series): int(r.amount) for r in frame.itertuples()}
    homes = [unit for unit in about.units if unit in set(frame["series"])]
    parts = [
        Part(unit, about.unit_name(unit), [counts.get((key, unit), 0) for key in keys]) for unit in homes
    ]
    said_ = about.t(
        "schools.calls_says", n=int(frame["n"].sum()), calls=int(frame["amount"].sum()), homes=len(homes)
    )
    rows = [(part.name, sum(part.values)) for part in parts]
    return parts, about.t.sentences(said_, most(about.t, rows, "calls"))


def home_calls(about: About, piece: Piece) -> Piece:
    return _monthly(about, piece, *calls_of(about))


def activities_of(about: About) -> tuple[list[Part], str]:
    """Activities by kind and month, the most frequent kind first, and the sentence."""
    frame: pd.DataFrame = about.answers.breakdown(about.ask("activities_by_month"))
    counts = {(r.x, r.series): int(r.n) for r in frame.itertuples()}
    if not counts:
        return [], ""
    keys = months_before(about.day, MONTHS)
    sums = {kind: sum(n for (_, one), n in counts.items() if one == kind) for _, kind in counts}
    parts = [
        Part(kind, about.t(f"activity.{kind}"), [counts.get((key, kind), 0) for key in keys])
        for kind in sorted(sums, key=lambda kind: -sums[kind])
    ]
    held = sum(n for (month, _), n in counts.items() if month in keys)
    return parts, about.t("schools.month_says", n=held, people=int(frame.amount.sum()))


def activities(about: About, piece: Piece) -> Piece:
    parts, sentence = activities_of(about)
    return _monthly(about, replace(piece, counted=in_(about, "activities")), parts, sentence)


def _monthly(about: About, piece: Piece, parts: list[Part], sentence: str) -> Piece:
    if not parts:
        return piece
    chart, table = by_month(about, [(part.name, part.values) for part in parts])
    return replace(piece, sentences=said(sentence), chart=chart, table=table, empty=False)


class Gifts(NamedTuple):
    """By school (unit): visits, books, supplies."""

    schools: dict[str, tuple[int, ...]]

    def sentence(self, about: About) -> str:
        sums = [sum(column) for column in zip(*self.schools.values(), strict=True)] or [0] * len(THINGS)
        return about.t("schools.gifts_says", **dict(zip(THINGS, sums, strict=True)))


def gifts_of(about: About) -> Gifts:
    frame = about.answers.breakdown(about.ask("holiday_gifts"))
    amounts = {(r.x, r.series): int(r.amount) for r in frame.itertuples()}
    return Gifts(
        {
            one: tuple(amounts.get((one, thing), 0) for thing in THINGS)
            for one in about.units
            if (one, "visits") in amounts
        }
    )


def gifts(about: About, piece: Piece) -> Piece:
    found, t = gifts_of(about), about.t
    if not found.schools:
        return piece
    rows = tuple((about.unit_name(one), *numbers) for one, numbers in found.schools.items())
    return replace(
        piece,
        sentences=said(found.sentence(about)),
        table=Table((t("column.unit"), *(t(f"schools.{thing}") for thing in THINGS)), rows),
        empty=False,
    )
