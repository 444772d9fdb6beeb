"""The cases behind the checks: all checks with their counts, then the cases of one or all, a page at a time."""

import math

import pandas as pd
import streamlit as st

from care import masking
from care.definitions import SEVERITIES
from care.inspection.checks import FAMILIES, Checks
from care.screen.card import card
from care.screen.checks_asked import filters_of, sentence
from care.screen.checks_case import open_case
from care.screen.picking import pick_row
from care.screen.states import nothing
from care.screen.view import View
from care.words import NONE

SIZE = 30  # cases a page
MARKS = {"high": "▼", "middle": "●", "low": "○"}
STATES = ("open", "looked", "all")


def checks_table(view: View, checks: Checks) -> None:
    """Every check that found something: what it looks for, how grave, how many cases and people. A click narrows the list below."""
    t, frame = view.t, checks.count(filters_of(view))
    with card(view, "checks_table", t("checks.table")):
        if frame.empty:
            nothing(t, "checks.none")
            return
        known, found = view.definitions.checks, {row.check_id: row for row in frame.itertuples()}
        order = sorted(
            found,
            key=lambda id_: (
                SEVERITIES.index(known[id_].severity),
                FAMILIES.index(known[id_].family),
                -found[id_].cases,
            ),
        )
        lines = [
            {
                t("column.check"): f"{MARKS[known[id_].severity]} {t.pick(known[id_].name)}",
                t("column.cases"): int(found[id_].cases),
                t("column.people"): int(found[id_].subjects),
            }
            for id_ in order
        ]
        narrow = st.column_config.NumberColumn(width=52)
        name = st.column_config.TextColumn(pinned=True, width=184 if t.lang == "zh" else 220)
        pick_row(
            pd.DataFrame(lines),
            "checks_table",
            t("checks.table"),
            {t("column.check"): name, t("column.cases"): narrow, t("column.people"): narrow},
            lambda row: _only(order[row]),
            tall=600,
        )
        st.caption(t("checks.legend", found=len(found), all=len(known)))


def _only(check: str) -> None:
    """All the cases that the table counts (a callback)."""
    st.session_state.update(checks_which=check, checks_state="open", checks_search="")


def cases(view: View, checks: Checks) -> None:
    """The cases themselves, the widest first; a click opens one."""
    t = view.t
    with card(view, "checks_cases", t("checks.list")):
        which, state, search = _controls(view)
        filters = filters_of(view, state=state, search=search.strip())
        wanted = [which] if which else list(view.definitions.checks)
        head = checks.cases(filters, wanted, 1, SIZE)
        if not head.total:
            nothing(t, "checks.none")
            return
        pages = math.ceil(head.total / SIZE)
        number = (
            st.pagination(pages, key=f"cases_page_{which}_{state}_{search}_{view.unit}_{view.group}")
            if pages > 1
            else 1
        )
        page = head if number == 1 else checks.cases(filters, wanted, number, SIZE)
        first = (number - 1) * SIZE + 1
        st.caption(t("checks.range", n=head.total, first=first, last=first + len(page.frame) - 1))
        _table(view, page.frame)


def _controls(view: View) -> tuple[str, str, str]:
    t, known = view.t, view.definitions.checks
    st.session_state.setdefault("checks_state", "open")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        which = st.selectbox(
            t("checks.which"),
            ["", *known],
            key="checks_which",
            format_func=lambda one: t.pick(known[one].name) if one else t("checks.every"),
        )
        state = st.segmented_control(
            t("list.state"),
            STATES,
            key="checks_state",
            required=True,
            format_func=lambda one: t(f"checks.{one}"),
        )
        search = st.text_input(t("list.search"), key="checks_search", placeholder=t("list.search_hint"))
    return which or "", state or "open", search


def _table(view: View, frame: pd.DataFrame) -> None:
    t = view.t
    pick_row(
        pd.DataFrame([_line(view, row) for row in frame.to_dict("records")]),
        "cases",
        t("checks.list"),
        {
            t("column.why"): st.column_config.TextColumn(width=360),
            t("column.who"): st.column_config.TextColumn(width=150),
        },
        lambda row: st.session_state.update(_case=frame.iloc[row].to_dict()),
    )
    case = st.session_state.pop("_case", None)
    if case is not None:
        open_case(view, case)


def _line(view: View, row: dict) -> dict:
    t, check = view.t, view.definitions.checks[row["check_id"]]
    line = {
        t("column.check"): f"{MARKS[check.severity]} {t.pick(check.name)}",
        t("column.why"): sentence(view, row["check_id"], row["why"]),
        t("column.who"): who(view, row),
        t("column.records"): int(row["records"]),
        t("column.last_day"): NONE if pd.isna(row["last_on"]) else row["last_on"].date().isoformat(),
    }
    if isinstance(row["mark"], str):
        line[t("column.mark")] = t(f"mark.{row['mark']}")
    return line


def who(view: View, row: dict) -> str:
    """One person, masked, with the unit; or how many people of which unit."""
    place = (
        view.unit_name(row["unit_id"]) if row["units"] == 1 else view.t("checks.units", n=int(row["units"]))
    )
    if row["people"] > 1:
        return f"{place} · {view.t.count(int(row['people']), 'people')}"
    name = row["name"] if isinstance(row["name"], str) else ""
    return f"{place} · {masking.subject(name, row['kind'])}"
