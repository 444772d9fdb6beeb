"""Schools: talks by class, who helps the pupils, stages of plans, calls of the homes, what holiday visits brought."""

from datetime import date

import pandas as pd

from care import charts
from care.briefing.months import month_labels, months_before
from care.charts import Series
from care.screen import filters
from care.screen.card import card, draw, says
from care.screen.figures import count_bars, share_bars
from care.screen.panels import Listing, request
from care.screen.shares import worst_card
from care.screen.small_table import Column, Line, table_card
from care.screen.states import nothing
from care.screen.view import View
from care.sentences import Named, most, spread
from care.words import percent

RHYTHM, TALK = "contact_rhythm", "talk"
LOWEST = 12  # classes shown where there are more
STAGES = ("done", "overdue", "to_come")
MONTHS = 13


def talks(view: View) -> None:
    """Monthly talk coverage by class, the lowest first where there are many."""
    t, title, ask = view.t, view.t("schools.talks_by_class"), view.ask(RHYTHM, duty=TALK)
    with card(view, "talks", title, RHYTHM, Listing(t("schools.talks"), ask)):
        rows = sorted(
            (row for row in view.answers.by(ask, "place") if row.due), key=lambda row: row.share or 0
        )
        if not rows:
            nothing(t)
            return
        target = view.indicator(RHYTHM).target
        sentence = spread(t, [Named(view.unit_name(row.key), row) for row in rows], target, "class")
        bars = share_bars(view, rows[:LOWEST], "class", target)
        figure = charts.bars(bars, view.look, target, t("chart.target", share=percent(target or 0)), full=1)
        draw(view, "talks", figure, f"{title}{t('list.colon')}{sentence}", lambda one, *_: filters.drill(one))
        says(sentence)


def talks_missed(view: View) -> None:
    worst_card(view, RHYTHM, view.t("schools.talks"), TALK)


def helpers_by_school(view: View) -> None:
    """Teacher mothers, proxy mothers and others of each school's pupils, and pupils without anybody."""
    t = view.t
    frame = view.answers.breakdown(view.ask("school_helpers"))
    kinds = [kind for kind in _by_number(frame) if kind != "nobody"] + ["nobody"]
    counts = {(r.x, r.series): int(r.n) for r in frame.itertuples()}
    schools = [unit for unit in view.units if unit in set(frame["x"])]
    lines = [
        Line(one, view.unit_name(one), tuple(counts.get((one, kind), 0) for kind in kinds)) for one in schools
    ]
    columns = [Column(t(f"helper.{kind}"), kind) for kind in kinds]
    nobody = int(frame.loc[frame["series"] == "nobody", "n"].sum())
    sentence = t("schools.helpers_says", n=int(frame["n"].sum()) - nobody, nobody=nobody)
    table_card(view, "school_helpers", t("schools.helpers"), t("column.unit"), columns, lines, sentence)


def _by_number(frame: pd.DataFrame) -> list[str]:
    """Kinds of helper, the most frequent first."""
    return list(frame.groupby("series")["n"].sum().sort_values(ascending=False).index)


def plan_stages(view: View) -> None:
    """How many stages of help plans are done, overdue, still to come."""
    t, title = view.t, view.t("schools.stages")
    frame = view.answers.breakdown(view.ask("plan_stages"))
    with card(
        view, "plan_stages", title, "plan_stages", Listing(title, view.ask("plan_stages"), "breakdown")
    ):
        counts = frame.groupby("x")["n"].sum().to_dict()
        if not counts:
            nothing(t)
            return
        rows = [(stage, t(f"plan.{stage}"), int(counts.get(stage, 0))) for stage in STAGES]
        due = rows[0][2] + rows[1][2]
        sentence = t("schools.stages_says", done=rows[0][2], due=due, overdue=rows[1][2])
        draw(
            view,
            "plan_stages",
            charts.bars(count_bars(view, rows, "stage"), view.look),
            sentence,
            lambda stage, *_: request(
                Listing(f"{title} · {t(f'plan.{stage}')}", view.ask("plan_stages"), "breakdown", x=stage)
            ),
        )
        says(sentence)


def home_calls(view: View) -> None:
    """Calls to parents from the homes for pupils, by month and home."""
    t, title = view.t, view.t("schools.calls")
    frame = view.answers.breakdown(view.ask("home_calls"))
    with card(view, "home_calls", title, "home_calls"):
        if frame.empty:
            nothing(t, "schools.no_calls")
            return
        keys = months_before(view.day, MONTHS)
        counts = {(r.x, r.series): int(r.amount) for r in frame.itertuples()}
        homes = [unit for unit in view.units if unit in set(frame["series"])]
        parts = [_calls_of(view, unit, keys, counts) for unit in homes]
        rows = [
            (view.unit_name(unit), int(sum(part.values))) for unit, part in zip(homes, parts, strict=True)
        ]
        said = t(
            "schools.calls_says", n=int(frame["n"].sum()), calls=int(frame["amount"].sum()), homes=len(homes)
        )
        sentence = t.sentences(said, most(t, rows, "calls"))
        draw(view, "home_calls", charts.stacked(month_labels(view, keys), keys, parts, view.look), sentence)
        says(sentence)


def _calls_of(view: View, unit: str, keys: list[str], counts: dict[tuple[str, str], int]) -> Series:
    name = view.unit_name(unit)
    values = [counts.get((key, unit), 0) for key in keys]
    months = [view.t.month(date(int(key[:4]), int(key[5:]), 1), year=True) for key in keys]
    hovers = [f"{month} {name} {view.t.count(n, 'calls')}" for month, n in zip(months, values, strict=True)]
    return Series(unit, name, values, hovers)


def holiday_gifts(view: View) -> None:
    """Visits of the last winter holiday and what was brought, by school."""
    t = view.t
    frame = view.answers.breakdown(view.ask("holiday_gifts"))
    amounts = {(r.x, r.series): int(r.amount) for r in frame.itertuples()}
    things = ("visits", "books", "supplies")
    lines = [
        Line(one, view.unit_name(one), tuple(amounts.get((one, thing), 0) for thing in things))
        for one in view.units
        if (one, "visits") in amounts
    ]
    sums = {thing: sum(n for (_, one), n in amounts.items() if one == thing) for thing in things}
    columns = [Column(t(f"schools.{thing}"), thing) for thing in things]
    sentence = t("schools.gifts_says", **sums)
    table_card(view, "holiday_gifts", t("schools.gifts"), t("column.unit"), columns, lines, sentence)
