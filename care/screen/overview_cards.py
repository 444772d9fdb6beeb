"""The overview's own cards: the winter clock, the table of units, the three gaps that matter most."""

import streamlit as st

from care.briefing.breakdowns.gap import gap_sentence, greatest_of
from care.briefing.finishing import relief_forecasts
from care.briefing.naming import duty_name
from care.briefing.winter import clock_of
from care.screen.card import card, foot, says, state_words
from care.screen.panels import Listing, button
from care.screen.relief_cards import bullets_of
from care.screen.tables import unit_table
from care.screen.view import View
from care.sentences import schedule_gap, schedule_state
from care.sentences_forecast import prospects
from care.words import percent

QUESTIONS = ("on_roll", "pairing_coverage", "contact_rhythm", "relief_progress", "house_safety")


def winter(view: View) -> None:
    """Winter relief: days left, done against elapsed, and each item against its schedule."""
    t = view.t
    with card(
        view,
        "winter",
        t("overview.winter"),
        "relief_progress",
        Listing(t("list.relief_progress"), view.ask("relief_progress")),
    ):
        now = clock_of(view)
        if now is None:
            st.markdown(f":gray[{t('relief.none')}]")
            return
        with st.grid(3, min_column_width=96, gap="small"):
            st.metric(t("relief.days_left"), t("relief.days", n=max(now.left, 0)))
            st.metric(t("relief.done"), percent(now.done))
            st.metric(t("relief.elapsed"), percent(now.expected))
        st.markdown(
            state_words(schedule_state(now.done, now.expected), schedule_gap(t, now.done, now.expected))
        )
        st.caption(t("relief.counted", met=now.met, due=now.due))
        bullets_of(view, "overview_relief")
        says(prospects(t, {duty_name(view, item): one for item, one in relief_forecasts(view).items()}))


def table(view: View) -> None:
    """Units × indicators."""
    if not view.children:
        return
    t = view.t
    with st.container(border=True, key="card_table"):
        st.subheader(t("overview.table"), anchor=False)
        st.caption(t("overview.table_hint"))
        unit_table(view, list(QUESTIONS))
        foot(view, "table", t("overview.table"), "", None)


def gaps(view: View) -> None:
    """Three sentences: where most is still to be done, with the list and the page that shows more."""
    t = view.t
    with card(view, "gaps", t("overview.gaps")):
        found = greatest_of(view)
        if not found:
            st.markdown(f":blue[▲ {t('overview.no_gaps')}]")
            return
        for one in found:
            name = one.name
            with st.container(gap="xsmall", key=f"gap_{name}"):
                title = f"**:red[▼] {t.pick(view.indicator(name).name)}**"
                st.markdown(title + t("list.colon") + gap_sentence(view, one))
                with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
                    if view.may("lists"):
                        listing = Listing(t(f"list.{name}"), view.ask(name))
                        button(t("card.list"), listing, f"gap_list_{name}")
                    page = view.indicator(name).page
                    st.page_link(
                        f"pages/{page}.py",
                        label=f":blue[{t('overview.more', page=t(f'menu.{page}'))}]",
                        icon="",
                    )
