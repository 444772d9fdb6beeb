"""Winter relief: the clock, items against plan and deadline, units against the schedule."""

import streamlit as st

from care import charts
from care.answers import Row
from care.briefing.breakdowns.burn_up import BURN_UP, burn_up_of, burn_up_words
from care.briefing.naming import duty_name, place_name
from care.briefing.winter import NAME, clock_of, due_items, unit_clocks
from care.charts import Bar, Bullet
from care.schedule import Clock, elapsed, winter_days
from care.screen import filters
from care.screen.card import asked, card, draw, says, state_words
from care.screen.panels import Listing, request
from care.screen.states import nothing
from care.screen.view import View
from care.sentences import schedule, schedule_gap, schedule_spread, schedule_state
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
    rows = asked(view, "items", view.t("relief.title"), lambda: due_items(view))
    if rows is None:
        return
    if not rows:
        with st.container(border=True):
            nothing(view.t, "relief.none")
        return
    with st.grid(3, min_column_width=300, gap="small"):
        for row in rows:
            _item(view, row)


def _item(view: View, row: Row) -> None:
    """The share stands there also where its way may not be told, day by day."""
    t, item, share = view.t, row.key, row.share or 0.0
    gone = elapsed(*winter_days(view.definitions, item, view.day), view.day)
    with card(view, f"item_{item}", duty_name(view, item), BURN_UP, late_list(view, item)):
        words = t("relief.status", share=percent(share), gap=schedule_gap(t, share, gone))
        st.markdown(state_words(schedule_state(share, gone), words))
        frame = view.answers.breakdown(view.ask(BURN_UP))
        one = burn_up_of(view, row, frame[frame["series"] == item])
        today = min(view.day, one.last)
        labels = {
            "opens": t.day_short(one.opens),
            "due": t("relief.deadline", day=t.day_short(one.last)),
            "today": t.day_short(view.day),
            "done": t("relief.done_share", share=percent(share)),
            "schedule": t("relief.schedule_share", share=percent(gone)),
        }
        hovers = [
            t("relief.by_day", day=day, n=round(part * row.due), share=percent(part))
            for day, part in zip(one.days, one.done, strict=True)
        ]
        figure = charts.burn_up(
            one.days, one.done, one.opens, one.last, today, view.look, labels, hovers, 230
        )
        draw(view, f"burn_{item}", figure, schedule(t, share, gone, (one.last - view.day).days))
        for words in burn_up_words(view, one):
            says(words)


def relief_by_unit(view: View) -> None:
    """Units against the schedule of the day."""
    t = view.t
    if not view.children:
        return
    whole = asked(view, "relief_by_unit", t("relief.by_unit"), lambda: clock_of(view))
    if whole is None:
        return
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
