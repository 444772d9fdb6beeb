"""Headline figures: question, answer, target, the change against a month ago, twelve months at a glance."""

from dataclasses import dataclass, replace

import streamlit as st

from care.answers import Ask, Count
from care.briefing.deadline import days_left
from care.briefing.shares import few
from care.briefing.small import is_rare
from care.briefing.sparing import TooFew
from care.briefing.winter import NAME as RELIEF
from care.briefing.winter import clock_of, due_items
from care.screen.card import foot, state_words
from care.screen.panels import Listing
from care.screen.view import View
from care.sentences import against_target, schedule_gap, schedule_state, state
from care.words import NONE, percent

TREND = 12  # months
LARGEST = 3  # groups beside the whole roll


@dataclass(frozen=True)
class Figure:
    """What a headline shows. `delta`: text with its sign, 0 = unchanged, None = no month before."""

    value: str
    delta: str | int | None
    trend: list[float]
    status: str
    counted: str
    neutral: bool = False


def headlines(view: View, names: list[str]) -> None:
    """One card a name, side by side; two abreast on a phone."""
    with st.grid(len(names), min_column_width=150, gap="small"):
        for name in names:
            headline(view, name)


def roll(view: View) -> None:
    """Everybody on the roll, and the largest groups beside it."""
    groups = (
        []
        if view.group
        else sorted(view.answers.by(view.ask("on_roll"), "group"), key=lambda row: -row.due)[:LARGEST]
    )
    with st.grid(max(len(groups) + 1, 2), min_column_width=150, gap="small"):
        headline(view, "on_roll")
        for row in groups:
            _card(
                view,
                "on_roll",
                view.ask("on_roll", group=row.key),
                view.group_name(row.key),
                f"on_roll_{row.key}",
            )


def headline(view: View, name: str) -> None:
    """On the overview the question is the label; on its own page the title asks it already."""
    indicator = view.indicator(name)
    label = view.t.pick(indicator.question if view.page == "overview" else indicator.name)
    _card(view, name, view.ask(name), label, name)


def _card(view: View, name: str, ask: Ask, label: str, key: str) -> None:
    is_count = view.indicator(name).form == "count"
    figure = _figure(view, name, ask, is_count)
    with st.container(border=True, key=f"headline_{key}", height="stretch", gap="xsmall"):
        st.metric(
            label,
            figure.value,
            figure.delta,
            delta_color="off" if figure.neutral else "normal",
            delta_description=view.t("headline.month_ago") if figure.delta is not None else None,
            chart_data=figure.trend if len(figure.trend) > 2 else None,
            chart_type="area",
        )
        if figure.status:
            st.markdown(figure.status)
        if figure.counted:
            st.caption(figure.counted)
        st.space("stretch")
        title = view.t(f"list.{name}") + (f" · {label}" if key != name else "")
        listing = Listing(title, ask, state="all" if is_count else "unmet")
        foot(view, f"headline_{key}", view.t.pick(view.indicator(name).name), name, listing)


def _figure(view: View, name: str, ask: Ask, is_count: bool) -> Figure:
    try:
        return (
            _roll(view, ask)
            if is_count
            else _relief(view, ask)
            if name == RELIEF
            else _share(view, name, ask)
        )
    except TooFew:
        return Figure(few(view), None, [], "", "")


def _roll(view: View, ask: Ask) -> Figure:
    """How many people."""
    t, now, before = view.t, view.answers.count(ask), _month_ago(view, ask)
    delta = None if before is None else f"{now.due - before.due:+,}" if now.due != before.due else 0
    trend = [count.due for _, count in view.answers.trend(ask, TREND)] + [now.due]
    homes = view.answers.households(ask)
    households = "" if homes is None else t("headline.households", households=homes)
    return Figure(t("headline.people", n=now.due), delta, trend, "", households, neutral=True)


def _share(view: View, name: str, ask: Ask) -> Figure:
    """Met of due, against the target."""
    t, target, now, before = (
        view.t,
        view.indicator(name).target,
        view.answers.count(ask),
        _month_ago(view, ask),
    )
    counts = [count for _, count in view.answers.trend(ask, TREND)] + [now]
    trend = [round(count.share * 100, 1) for count in counts if count.share is not None]
    if now.share is None:
        return Figure(NONE, None, trend, f":gray[{t('state.none_due')}]", "")
    counted = t(f"headline.{view.indicator(name).subject}", n=now.due, met=now.met, due=now.due)
    left = days_left(view, ask)
    if left:  # under way: neither short of the target nor worse than the round before
        return Figure(percent(now.share), None, trend, state_words("warn", t("gaps.left", n=left)), counted)
    status = state_words(state(now.share, target), against_target(t, now, target))
    return Figure(
        percent(now.share), _points(view, now.share, before.share if before else None), trend, status, counted
    )


def _relief(view: View, ask: Ask) -> Figure:
    """Winter relief by household and item, against the schedule: nobody is at 100 % before the deadline."""
    t, now = view.t, clock_of(view)
    if now is None:
        return Figure(NONE, None, [], f":gray[{t('relief.none')}]", "")
    before = clock_of(view, view.month_ago) if _compares(view, ask) else None
    series = [view.answers.trend(view.ask(RELIEF, duty=row.key), TREND) for row in due_items(view)]
    months = [[count for _, count in counts] for counts in zip(*series, strict=True)]
    trend = [
        round(100 * sum(c.met for c in month) / max(sum(c.due for c in month), 1), 1) for month in months
    ]
    status = state_words(schedule_state(now.done, now.expected), schedule_gap(t, now.done, now.expected))
    counted = t("headline.item", met=now.met, due=now.due)
    delta = _points(view, now.done, before.done if before else None)
    return Figure(percent(now.done), delta, [*trend, round(now.done * 100, 1)], status, counted)


def _month_ago(view: View, ask: Ask) -> Count | None:
    """A month-end is kept by the store: the last one's count costs no day of its own."""
    if not _compares(view, ask):
        return None
    ends = {} if view.spares else dict(view.answers.trend(ask, TREND))
    return ends.get(view.month_ago) or view.answers.count(replace(ask, as_of=view.month_ago))


def _compares(view: View, ask: Ask) -> bool:
    """Whether a month ago is known and may be told: of a rare group it may have been fewer."""
    return bool(view.month_ago) and not (view.spares and is_rare(view, ask.group))


def _points(view: View, now: float, before: float | None) -> str | int | None:
    """Percentage points; Streamlit takes its arrow from an ASCII minus."""
    if before is None:
        return None
    difference = round((now - before) * 100, 1)
    return view.t.points(difference / 100, signed=True).replace("−", "-") if difference else 0
