"""Opening a page: store, language, filters, and the panel somebody asked for. Every page's second line."""

from dataclasses import replace

import streamlit as st

from care.briefing.about import Unit, everybody, root_of
from care.briefing.sparing import Sparing
from care.calendar import terms_ended
from care.charts import look
from care.definitions import Definitions
from care.roles import User
from care.screen import address, cancelling, filters, meeting_back, states, style
from care.screen.how import open_how
from care.screen.kept import Kept, open_current
from care.screen.lists import open_list
from care.screen.note_panel import open_notes
from care.screen.opening import go_on
from care.screen.panels import How, Listing, Notes, requested
from care.screen.take_page import take_page
from care.screen.view import View, theme_type

BY_TERMS = ("overview", "visits", "schools", "gaps", "reports")  # pages with figures of school terms


def open_data(who: User, name: str, own: tuple[str, ...] = ()) -> tuple[Kept, dict[str, Unit]]:
    """What every page needs before it draws: answers and units; stops with a notice where there are none."""
    address.settle(name, own)
    style.sheet()
    t = filters.speaking()
    cancelling.watch()
    with st.spinner(t("state.building")):
        opened = open_current()
    if opened is None:
        filters.language_switch()
        states.no_data(t, who)
        st.stop()
    answers = Kept(opened, who.scope)
    units = answers.units
    if not units:
        filters.language_switch()
        states.nothing(t, "state.no_units")
        st.stop()
    return answers, units


def open_page(who: User, name: str, own: tuple[str, ...] = (), spare: bool = True) -> View:
    """Draw the head of page `name` and return what it is about; stops with a notice without data.

    `own`: keys of the address that only this page has. `spare`: whoever sees no lists is spared small counts of rare
    groups; a page that only makes documents, which hide them themselves, does without.
    """
    answers, units = open_data(who, name, own)
    view = _head(who, name, answers, units)
    return replace(view, answers=Sparing(view)) if spare and view.spares else view


def own_groups(who: User, known: Definitions) -> list[str]:
    """The groups that somebody may choose: notes on the figures of another would be about people not theirs."""
    return [id_ for id_ in known.groups if who.scope.groups is None or id_ in who.scope.groups]


def _head(who: User, name: str, answers: Kept, units: dict[str, Unit]) -> View:
    t, known = filters.speaking(), answers.definitions
    root = root_of(units)
    groups = {id_: t.pick(known.groups[id_].name) for id_ in own_groups(who, known)}
    asked = address.get("unit") if address.get("unit") in units else root
    meeting_back.offer(t)
    if asked != root:
        filters.breadcrumb(t, units, asked, root)
    with st.container(horizontal=True, horizontal_alignment="distribute", key="head", wrap=False):
        st.title(t(f"{name}.title"), anchor=False)
        filters.language_switch()
    caption = st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="head_more"
    )
    first = min(answers.first_day, answers.as_of)
    unit, group, day = filters.bar(t, units, root, groups, everybody(t, who.scope), first, answers.as_of)
    view = View(
        t, answers, known, units, root, unit, group, day,
        page=name, look=look(theme_type()), who=who,
    )  # fmt: skip
    cancelling.offer(t)
    with caption:
        st.caption(_caption(view), width="content")
        take_page(view)
    if first < answers.first_day:
        st.warning(t("page.clock", day=first, first=answers.first_day))
    _terms_to_set(view)
    _panel(view)
    return view


def _terms_to_set(view: View) -> None:
    """Figures that are judged by school terms stay those of the last one that the calendar names."""
    if view.page in BY_TERMS and (last := terms_ended(view.definitions.programme, view.day)):
        st.warning(view.t("page.terms_ended", day=last), title=view.t("page.terms_to_set"))


def _caption(view: View) -> str:
    """Data scope, under every title: unit, group, day, and when an earlier day is shown."""
    says = [view.scope_words]
    if any(one.page == view.page for one in view.definitions.indicators.values()) or view.page == "overview":
        says.append(view.t("headline.trend"))
    if view.day < view.answers.as_of:
        says.append(view.t("page.set_back", day=view.answers.as_of))
    return " · ".join(says)


def _panel(view: View) -> None:
    go_on(view)
    panel = requested()
    if panel is None:
        return
    if (isinstance(panel, Listing) and not view.may("lists")) or (
        isinstance(panel, Notes) and not view.may("documents")
    ):
        return
    for kind, opens in ((Listing, open_list), (How, open_how), (Notes, open_notes)):
        if isinstance(panel, kind):
            opens(view, panel)
