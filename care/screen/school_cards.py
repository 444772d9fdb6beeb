"""Schools: talks by class, who helps the pupils, stages of plans, calls of the homes, what holiday visits brought."""

from datetime import date

from care import charts
from care.briefing.breakdowns import school
from care.briefing.breakdowns.parts import MONTHS
from care.briefing.breakdowns.school import LOWEST, RHYTHM, TALK
from care.briefing.months import month_labels, months_before
from care.charts import Series
from care.screen import filters
from care.screen.card import card, draw, says
from care.screen.figures import count_bars, share_bars
from care.screen.panels import Listing, request
from care.screen.shares import worst_card
from care.screen.small_table import Cells, Column, Line, table_card
from care.screen.states import nothing
from care.screen.view import View
from care.words import percent


def talks(view: View) -> None:
    """Monthly talk coverage by class, the lowest first where there are many."""
    t, title, ask = view.t, view.t("schools.talks_by_class"), view.ask(RHYTHM, duty=TALK)
    with card(view, "talks", title, RHYTHM, Listing(t("schools.talks"), ask)):
        rows = school.talks_of(view)
        if not rows:
            nothing(t)
            return
        target = view.indicator(RHYTHM).target
        sentence = school.talks_sentence(view, rows)
        bars = share_bars(view, rows[:LOWEST], "class", target)
        figure = charts.bars(bars, view.look, target, t("chart.target", share=percent(target or 0)), full=1)
        draw(view, "talks", figure, f"{title}{t('list.colon')}{sentence}", lambda one, *_: filters.drill(one))
        says(sentence)


def talks_missed(view: View) -> None:
    worst_card(view, RHYTHM, view.t("schools.talks"), TALK)


def helpers_by_school(view: View) -> None:
    """Teacher mothers, proxy mothers and others of each school's pupils, and pupils without anybody."""
    table_card(view, "school_helpers", view.t("schools.helpers"), view.t("column.unit"), _helpers)


def _helpers(view: View) -> Cells:
    found = school.helpers_of(view)
    lines = [
        Line(one, view.unit_name(one), tuple(found.counts.get((one, kind), 0) for kind in found.kinds))
        for one in found.schools
    ]
    columns = [Column(view.t(f"helper.{kind}"), kind) for kind in found.kinds]
    return Cells(columns, lines, found.sentence(view))


def plan_stages(view: View) -> None:
    """How many stages of help plans are done, overdue, still to come."""
    t, title = view.t, view.t("schools.stages")
    with card(
        view, "plan_stages", title, "plan_stages", Listing(title, view.ask("plan_stages"), "breakdown")
    ):
        rows = school.stages_of(view)
        if not rows:
            nothing(t)
            return
        sentence = school.stages_sentence(view, rows)
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
    with card(view, "home_calls", title, "home_calls"):
        parts, sentence = school.calls_of(view)
        if not parts:
            nothing(t, "schools.no_calls")
            return
        keys = months_before(view.day, MONTHS)
        series = [monthly(view, part, keys, "calls") for part in parts]
        draw(view, "home_calls", charts.stacked(month_labels(view, keys), keys, series, view.look), sentence)
        says(sentence)


def monthly(view: View, part: school.Part, keys: list[str], unit: str) -> Series:
    """A part of stacked columns with what is said of each month."""
    months = [view.t.month(date(int(key[:4]), int(key[5:]), 1), year=True) for key in keys]
    hovers = [
        f"{month} {part.name} {view.t.count(n, unit)}" for month, n in zip(months, part.values, strict=True)
    ]
    return Series(part.key, part.name, part.values, hovers)


def holiday_gifts(view: View) -> None:
    """Visits of the last winter holiday and what was brought, by school."""
    table_card(view, "holiday_gifts", view.t("schools.gifts"), view.t("column.unit"), _gifts)


def _gifts(view: View) -> Cells:
    found = school.gifts_of(view)
    lines = [Line(one, view.unit_name(one), numbers) for one, numbers in found.schools.items()]
    columns = [Column(view.t(f"schools.{thing}"), thing) for thing in school.THINGS]
    return Cells(columns, lines, found.sentence(view))
