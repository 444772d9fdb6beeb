"""The list behind a number, one panel for all cards. Paged and searched on the server; names masked."""

import math
from datetime import date

import pandas as pd
import streamlit as st

from care import masking
from care.answers import Page
from care.screen.exporting import MOST, workbook
from care.screen.figures import duty_name
from care.screen.panels import Listing
from care.screen.states import guard
from care.screen.view import View
from care.sentences import why
from care.words import NONE

SIZE = 50  # rows a page
STATES = ("unmet", "met", "not_due", "all")
MARKS = {True: "▲", False: "▼"}


def open_list(view: View, listing: Listing) -> None:
    """Show the list in a dialog over the page."""
    st.dialog(listing.title, width="large")(_panel)(view, listing)


def preview(view: View, listing: Listing, size: int = 8) -> int:
    """The first rows of a list inside a card; returns how many subjects there are in all."""
    page = _page_of(view, listing, listing.state, "", 1, size)
    if page.total:
        frame = table(view, page, listing, shown=False)
        frame = frame[
            [
                name
                for name in frame.columns
                if name not in {view.t(f"column.{one}") for one in ("sex", "age", "team", "phone")}
            ]
        ]
        st.dataframe(
            frame,
            hide_index=True,
            column_config=columns(view, frame),
            height="content",
            alt=listing.title,
            key=f"preview_{listing.title}",
        )
    else:
        st.markdown(f":blue[▲ {view.t('list.nobody')}]")
    return page.subjects


def _panel(view: View, listing: Listing) -> None:
    with guard(view.t):
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
                default=listing.state,
                key="list_state",
                required=True,
                format_func=lambda one: t(f"state.{one}"),
            )
        search = st.text_input(t("list.search"), key="list_search", placeholder=t("list.search_hint"))
        shown = view.may_see_names and st.toggle(
            t("list.show_names"), key="list_names", help=t("list.show_names_help")
        )
    return state, search.strip(), bool(shown)


def _page_of(view: View, listing: Listing, state: str, search: str, number: int, size: int) -> Page:
    if listing.kind == "indicator":
        return view.answers.rows(listing.ask, state, search, number, size)
    return view.answers.breakdown_rows(listing.ask, listing.x, listing.series, search, number, size)


def _turn_pages(view: View, listing: Listing, head: Page, state: str, search: str, shown: bool) -> int:
    """Page buttons and download; a changed search begins at page 1 again (its own key)."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        pages = max(1, math.ceil(head.total / SIZE))
        number = st.pagination(pages, key=f"list_page_{state}_{search}") if pages > 1 else 1
        if head.total:
            notes = [
                _where(view, listing),
                view.t("list.note", state=view.t(f"state.{state}"), search=search or NONE),
            ]
            workbook(
                view,
                listing.title,
                notes,
                lambda: table(view, _page_of(view, listing, state, search, 1, MOST), listing, shown),
            )
    return number


def _where(view: View, listing: Listing) -> str:
    group = view.group_name(listing.ask.group) or view.t("filter.all_groups")
    return view.t("card.scope", unit=view.unit_name(listing.ask.unit), group=group, day=listing.ask.as_of)


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
    st.dataframe(
        frame,
        hide_index=True,
        column_config=columns(view, frame),
        height="content" if len(frame) <= 12 else 460,
        alt=listing.title,
    )


def table(view: View, page: Page, listing: Listing, shown: bool) -> pd.DataFrame:
    """The rows as they are read: names masked unless `shown`, reasons as sentences, never an ID number."""
    rows = page.frame.to_dict("records")
    duties = {row.get("duty") or "" for row in rows}
    frame = pd.DataFrame([_line(view, row, listing, shown, len(duties) > 1) for row in rows])
    return frame.loc[:, [name for name in frame.columns if not frame[name].isin(["", None]).all()]]


def _line(view: View, row: dict, listing: Listing, shown: bool, with_duty: bool) -> dict:
    t = view.t
    met = row.get("met")
    line = {t("column.name"): _name(row, shown)}
    if "met" in row and listing.state in ("all", "not_due"):
        line[t("column.state")] = (
            t("state.not_due")
            if pd.isna(met)
            else f"{MARKS[bool(met)]} {t('state.met' if met else 'state.unmet')}"
        )
    if with_duty:
        line[t("column.duty")] = duty_name(view, row["duty"])
    if row.get("why"):
        line[t("column.why")] = why(t, row["why"], view.definitions)
    if row["kind"] == "person":
        line[t("column.sex")] = t(f"sex.{row['gender']}") if row["gender"] in ("male", "female") else ""
        line[t("column.age")] = _age(row["birth_date"], listing.ask.as_of)
    line[t("column.unit")] = view.unit_name(row["unit_id"])
    if row["kind"] == "person":
        line[t("column.team")] = _text(row["team"])
    if "responsible" in row and row["kind"] != "helper":
        line[t("column.responsible")] = _text(row["responsible"])
    line[t("column.phone")] = _text(row["phone"]) if shown else masking.phone(_text(row["phone"]))
    if "due_on" in row and not pd.isna(row["due_on"]):
        line[t("column.due_on")] = row["due_on"].date().isoformat()
    if row.get("amount") not in (None, 1) and not pd.isna(row["amount"]):
        line[t("column.amount")] = float(row["amount"])
    return line


def _name(row: dict, shown: bool) -> str:
    """People cared for are masked; helpers answer for their work by name."""
    return _text(row["name"]) if shown or row["kind"] == "helper" else masking.name(_text(row["name"]))


def _text(value) -> str:
    return value if isinstance(value, str) else ""


def _age(born, day: date) -> int | None:
    if pd.isna(born):
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def columns(view: View, frame: pd.DataFrame) -> dict:
    """The name stays in sight while a phone scrolls sideways; the reason gets room."""
    t, known = view.t, st.column_config
    wanted = {
        t("column.name"): known.TextColumn(pinned=True, width=84),
        t("column.why"): known.TextColumn(width=250),
        t("column.state"): known.TextColumn(width=96),
        t("column.sex"): known.TextColumn(width=56),
        t("column.age"): known.NumberColumn(width=56),
        t("column.team"): known.TextColumn(width=64),
        t("column.amount"): known.NumberColumn(format="%,.2f"),
    }
    return {name: config for name, config in wanted.items() if name in frame.columns}
