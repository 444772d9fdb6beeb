"""The list behind a number, one panel for all cards. Paged and searched on the server; names masked."""

import math
from dataclasses import replace

import streamlit as st

from care.answers import Page
from care.screen.audited import names_shown
from care.screen.exporting import MOST, workbook
from care.screen.list_table import brief, columns, table
from care.screen.opening import go_on, open_rows
from care.screen.panels import Listing
from care.screen.states import guard
from care.screen.view import View
from care.words import NONE

SIZE = 50  # rows a page
STATES = ("unmet", "met", "not_due", "all")


def open_list(view: View, listing: Listing) -> None:
    """Show the list in a dialog over the page: all behind the number and masked, whatever another list was narrowed to or
    showed. The browser keeps a closed dialog's fields, and sends them again."""
    st.session_state.update(list_search="", list_state=listing.state, list_names=False)
    st.dialog(listing.title, width="large")(_panel)(view, listing)


def preview(view: View, listing: Listing, size: int = 8) -> int:
    """The first rows of a list inside a card; returns how many subjects there are in all."""
    page = _page_of(view, listing, listing.state, "", 1, size)
    if page.total:
        frame = brief(view, table(view, page, listing, shown=False))
        subjects = list(page.frame["subject_id"])
        open_rows(view, frame, subjects, f"preview_{listing.title}", listing.title, columns(view, frame))
    else:
        st.markdown(f":blue[▲ {view.t('list.nobody')}]")
    return page.subjects


def _panel(view: View, listing: Listing) -> None:
    with guard(view.t):
        go_on(view)
        state, search, shown = _controls(view, listing)
        slot = st.container()
        head = _page_of(view, listing, state, search, 1, SIZE)
        number = _turn_pages(view, listing, head, state, search, shown)
        page = head if number == 1 else _page_of(view, listing, state, search, number, SIZE)
        with slot:
            _rows(view, listing, page, number, shown)


def _controls(view: View, listing: Listing) -> tuple[str, str, bool]:
    t = view.t
    state = listing.state
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if listing.kind == "indicator" and view.indicator(listing.ask.name).form == "share":
            state = st.segmented_control(
                t("list.state"),
                STATES,
                key="list_state",
                required=True,
                format_func=lambda one: t(f"state.{one}"),
            )
        search = st.text_input(t("list.search"), key="list_search", placeholder=t("list.search_hint"))
        shown = names_shown(view, "list_names", of=listing)
    return state or listing.state, search.strip(), bool(shown)


def _page_of(view: View, listing: Listing, state: str, search: str, number: int, size: int) -> Page:
    if listing.kind == "indicator":
        return view.answers.rows(listing.ask, state, search, number, size)
    return view.answers.breakdown_rows(listing.ask, listing.x, listing.series, search, number, size)


def _whole(view: View, listing: Listing, state: str, search: str) -> Page:
    """All rows, for a file: not kept, as pages are. Of a county they take 20 MB, of each search its own."""
    return _page_of(replace(view, answers=view.answers.afresh()), listing, state, search, 1, MOST)


def _turn_pages(view: View, listing: Listing, head: Page, state: str, search: str, shown: bool) -> int:
    """Page buttons and download; a changed search begins at page 1 again (its own key)."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        pages = max(1, math.ceil(head.total / SIZE))
        number = st.pagination(pages, key=f"list_page_{hash((listing, state, search))}") if pages > 1 else 1
        if head.total:
            notes = [
                _where(view, listing),
                view.t("list.note", state=view.t(f"state.{state}"), search=search or NONE),
            ]
            workbook(
                view,
                listing.title,
                notes,
                lambda: table(view, _whole(view, listing, state, search), listing, shown),
                _facts(listing, state, shown),
            )
    return number


def _facts(listing: Listing, state: str, shown: bool) -> dict:
    """What the audit log says of a list that is taken; not what was sought: that may be a name."""
    ask = listing.ask
    return {
        "list": ask.name,
        "unit": ask.unit,
        "group": ask.group,
        "day": ask.as_of.isoformat(),
        "state": state,
        "names": shown,
    }


def _where(view: View, listing: Listing) -> str:
    ask = listing.ask
    return view.t("card.scope", unit=view.unit_name(ask.unit), group=view.whom(ask.group), day=ask.as_of)


def _rows(view: View, listing: Listing, page: Page, number: int, shown: bool) -> None:
    t, where = view.t, _where(view, listing)
    if not page.total:
        st.caption(where)
        st.info(t("list.empty"))
        return
    first = (number - 1) * SIZE + 1
    whole = t.count(page.subjects, page.frame["kind"].iloc[0])
    counted = whole if page.subjects == page.total else t("list.counted", subjects=whole, rows=page.total)
    st.caption(
        t("list.range", counted=counted, first=first, last=min(first + SIZE - 1, page.total), where=where)
    )
    frame = table(view, page, listing, shown)
    open_rows(
        view,
        frame,
        list(page.frame["subject_id"]),
        f"list_rows_{number}",
        listing.title,
        columns(view, frame),
        "content" if len(frame) <= 12 else 460,
        listing,
    )
