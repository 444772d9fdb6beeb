"""Headline figures: the question, the answer, its target, the change against a month ago, twelve months at a glance."""

import streamlit as st

from care.answers import Ask, Count
from care.screen.card import foot, state_words
from care.screen.panels import Listing
from care.screen.relief_cards import clock
from care.screen.view import View
from care.sentences import against_target, state
from care.words import NONE, percent

TREND = 12  # months
LARGEST = 3  # groups beside the whole roll


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
    now = view.answers.count(ask)
    before = (
        view.answers.count(view.ask(name, as_of=view.month_ago, group=ask.group)) if view.month_ago else None
    )
    is_count = view.indicator(name).form == "count"
    with st.container(border=True, key=f"headline_{key}", height="stretch", gap="xsmall"):
        (_number if is_count else _share)(view, name, ask, label, now, before)
        st.space("stretch")
        title = view.t(f"list.{name}") + (f" · {label}" if key != name else "")
        foot(
            view,
            f"headline_{key}",
            view.t.pick(view.indicator(name).name),
            name,
            Listing(title, ask, state="all" if is_count else "unmet"),
        )


def _number(view: View, name: str, ask: Ask, label: str, now: Count, before: Count | None) -> None:
    t = view.t
    trend = [count.due for _, count in view.answers.trend(ask, TREND)] + [now.due]
    delta = None if before is None else f"{now.due - before.due:+,}" if now.due != before.due else 0
    st.metric(
        label,
        t.count(now.due, "people"),
        delta,
        delta_color="off",
        chart_data=trend if len(trend) > 2 else None,
        chart_type="area",
        delta_description=t("headline.month_ago") if before else None,
    )
    st.caption(t("headline.households", households=view.answers.households(ask)))


def _share(view: View, name: str, ask: Ask, label: str, now: Count, before: Count | None) -> None:
    t, target = view.t, view.indicator(name).target
    trend = [
        round(count.share * 100, 1)
        for _, count in [*view.answers.trend(ask, TREND), (view.day, now)]
        if count.share is not None
    ]
    st.metric(
        label,
        percent(now.share) if now.share is not None else NONE,
        _delta(view, now, before),
        delta_description=t("headline.month_ago") if before and before.share is not None else None,
        chart_data=trend if len(trend) > 2 else None,
        chart_type="area",
    )
    if now.share is None:
        st.markdown(f":gray[{t('state.none_due')}]")
        return
    st.markdown(_status(view, name, now, target))
    st.caption(t(f"headline.{view.indicator(name).subject}", met=now.met, due=now.due))


def _status(view: View, name: str, now: Count, target: float | None) -> str:
    """Against the target; winter relief runs to a deadline, so there the schedule gives the mark."""
    t = view.t
    if name == "relief_progress" and now.share < (target or 0) and (running := clock(view)):
        return state_words(
            running.state, t("headline.until", day=t.day_short(running.last), target=percent(target))
        )
    return state_words(state(now.share, target), against_target(t, now, target))


def _delta(view: View, now: Count, before: Count | None) -> str | int | None:
    """Percentage points; Streamlit takes its arrow from an ASCII minus."""
    if before is None or before.share is None or now.share is None:
        return None
    difference = round((now.share - before.share) * 100, 1)
    if not difference:
        return 0
    return view.t.points(difference / 100, signed=True).replace("−", "-")
