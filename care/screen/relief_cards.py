"""Winter relief: the clock, items against plan and deadline, units against the schedule."""

from datetime import date, timedelta
from itertools import accumulate

import pandas as pd
import streamlit as st

from care import charts
from care.answers import Row
from care.briefing.finishing import relief_forecasts
from care.briefing.naming import duty_name, place_name
from care.briefing.winter import NAME, clock_of, due_items, unit_clocks
from care.charts import Bar, Bullet
from care.schedule import Clock, elapsed, winter_days
from care.screen import filters
from care.screen.card import card, draw, says, state_words
from care.screen.panels import Listing, request
from care.screen.states import nothing
from care.screen.view import View
from care.sentences import days_left, schedule, schedule_gap, schedule_spread, schedule_state
from care.sentences_forecast import finishing, required
from care.words import percent


def bullets_of(view: View, key: str) -> None:
    """Each item's progress on its track, with the schedule's tick."""
    bars = [_bullet(view, row) for row in due_items(view)]
    alt = view.t("list.comma").join(f"{bar.name} {bar.label}" for bar in bars)
    draw(
        view,
        key,
        charts.bullets(bars, view.look, view.t("relief.schedule")),
        alt,
        lambda item, *_: request(late_list(view, item)),
    )


def _bullet(view: View, row: Row) -> Bullet:
    opens, last = winter_days(view.definitions, row.key, view.day)
    gone, share = elapsed(opens, last, view.day), row.share or 0
    hover = schedule(view.t, share, gone, (last - view.day).days)
    label = f"{percent(share)}  {row.met:,}/{row.due:,}"
    return Bullet(row.key, duty_name(view, row.key), share, gone, label, schedule_state(share, gone), hover)


def late_list(view: View, item: str) -> Listing:
    return Listing(view.t("relief.late_of", item=duty_name(view, item)), view.ask(NAME, duty=item))


def items(view: View) -> None:
    """A card an item: burn-up with the schedule line, and where its households stand."""
    rows = due_items(view)
    if not rows:
        with st.container(border=True):
            nothing(view.t, "relief.none")
        return
    frame = view.answers.breakdown(view.ask("relief_burnup"))
    with st.grid(3, min_column_width=300, gap="small"):
        for row in rows:
            _item(view, row, frame[frame["series"] == row.key])


def _item(view: View, row: Row, frame: pd.DataFrame) -> None:
    t, item, share = view.t, row.key, row.met / row.due
    opens, last = winter_days(view.definitions, item, view.day)
    gone, left = elapsed(opens, last, view.day), (last - view.day).days
    with card(view, f"item_{item}", duty_name(view, item), "relief_burnup", late_list(view, item)):
        words = t("relief.status", share=percent(share), gap=schedule_gap(t, share, gone))
        st.markdown(state_words(schedule_state(share, gone), words))
        days, done = _by_day(frame, opens, min(view.day, last), row.due)
        labels = {
            "opens": t.day_short(opens),
            "due": t("relief.deadline", day=t.day_short(last)),
            "today": t.day_short(view.day),
            "done": t("relief.done_share", share=percent(share)),
            "schedule": t("relief.schedule_share", share=percent(gone)),
        }
        hovers = [
            t("relief.by_day", day=day, n=round(part * row.due), share=percent(part))
            for day, part in zip(days, done, strict=True)
        ]
        figure = charts.burn_up(days, done, opens, last, min(view.day, last), view.look, labels, hovers, 230)
        draw(view, f"burn_{item}", figure, schedule(t, share, gone, left))
        unit = t.pick(view.definitions.relief[item].unit)
        says(t.sentences(t("relief.of", met=row.met, due=row.due, unit=unit), days_left(t, left)))
        soon = relief_forecasts(view)[item]
        says(t.sentences(finishing(t, soon), required(t, soon, unit)))


def _by_day(frame: pd.DataFrame, opens: date, today: date, due: int) -> tuple[list[date], list[float]]:
    """Cumulative shares from the first day of work; what was done before counts on it."""
    on_day = {x: int(n) for x, n in zip(frame["x"], frame["n"], strict=True) if x}
    days = [opens + timedelta(days=at) for at in range(max((today - opens).days, 0) + 1)]
    before = sum(n for x, n in on_day.items() if x < opens.isoformat())
    steps = [on_day.get(day.isoformat(), 0) for day in days]
    return days, [min((before + total) / due, 1.0) for total in accumulate(steps)]


def relief_by_unit(view: View) -> None:
    """Units against the schedule of the day."""
    whole = clock_of(view)
    if not view.children or whole is None:
        return
    t = view.t
    with card(view, "relief_by_unit", t("relief.by_unit"), NAME, Listing(t(f"list.{NAME}"), view.ask(NAME))):
        clocks = unit_clocks(view)
        bars = _clock_bars(
            view, {unit: clocks[unit] for unit in [*view.children, view.unit] if unit in clocks}
        )
        sentence = schedule_spread(t, {bar.name: clocks[bar.key] for bar in bars})
        label = t("relief.schedule_share", share=percent(whole.expected))
        draw(
            view,
            "relief_by_unit",
            charts.bars(bars, view.look, whole.expected, label, full=1),
            sentence,
            lambda unit, *_: filters.drill(unit),
        )
        says(sentence)


def _clock_bars(view: View, clocks: dict[str, Clock]) -> list[Bar]:
    worst = sorted((one.short for one in clocks.values()), reverse=True)[:3]
    return [
        Bar(
            unit,
            place_name(view, unit),
            one.done,
            f"{percent(one.done)}  {one.met:,}/{one.due:,}",
            schedule_state(one.done, one.expected),
            schedule(view.t, one.done, one.expected, one.left),
            strong=one.short in worst,
        )
        for unit, one in clocks.items()
    ]
