"""What the gaps page narrows by beside unit, group and day: severity and indicator, which stand in the URL, and a search,
which does not: it may be somebody's name."""

import streamlit as st

from care.definitions import SEVERITIES
from care.inspection import gaps
from care.inspection.gaps import Counts, Sought
from care.screen import address
from care.screen.view import View

OWN = ("indicator", "severity")  # keys of the address


def sought(view: View) -> Sought:
    """The filters in force; a value that does not exist counts as none."""
    known = [one.id for one in gaps.indicators(view.definitions)]
    indicator, severity = address.get("indicator"), address.get("severity")
    return Sought(
        view.day,
        view.unit,
        view.group,
        indicator if indicator in known else "",
        severity if severity in SEVERITIES else "",
        st.session_state.get(address.SOUGHT, ""),
    )


def counted(view: View) -> Counts:
    return view.answers.of(gaps.counts, sought(view))


def narrow(view: View) -> None:
    """Severity with its counts, a search, and what the list is narrowed to."""
    t, now, found = view.t, sought(view), counted(view).severities
    st.session_state.update(pick_severity=now.severity, pick_search=now.search)
    with st.container(horizontal=True, vertical_alignment="bottom", key="gap_filters"):
        st.segmented_control(
            t("gaps.severity"),
            ("", *SEVERITIES),
            key="pick_severity",
            required=True,
            format_func=lambda one: _option(view, one, found),
            help=t("gaps.severity_help"),
            on_change=lambda: address.put(severity=st.session_state["pick_severity"]),
        )
        st.text_input(
            t("gaps.search"),
            key="pick_search",
            placeholder=t("list.search_hint"),
            on_change=lambda: _search(st.session_state["pick_search"]),
            width=260,
        )
        if now.indicator or now.severity or now.search:
            st.button(t("gaps.clear"), key="gaps_clear", type="tertiary", on_click=clear)


def toggle(key: str, value: str) -> None:
    """Narrow to a value; the same value again takes the filter away (a callback)."""
    address.put(**{key: "" if address.get(key) == value else value})


def _search(text: str) -> None:
    st.session_state[address.SOUGHT] = text.strip()


def clear() -> None:
    """All gaps of the page's unit, group and day."""
    address.put(**dict.fromkeys(OWN, ""))
    _search("")


def _option(view: View, severity: str, found: dict[str, int]) -> str:
    n = found[severity] if severity else sum(found.values())
    name = view.t(f"gaps.{severity}") if severity else view.t("gaps.all")
    return view.t("gaps.option", name=name, count=n)
