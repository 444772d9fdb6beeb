"""Asking for a panel (a list of persons, or how a figure is computed); it opens with the next run.

Buttons and clicks on charts leave a request; the page opens it once, because only one dialog may be open.
"""

from dataclasses import dataclass
from typing import Literal

import streamlit as st

from care.answers import Ask
from care.notes import Figure


@dataclass(frozen=True)
class Listing:
    """A list to open: the duties of an indicator in a `state`, or one slice (x, series) of a breakdown."""

    title: str
    ask: Ask
    kind: Literal["indicator", "breakdown"] = "indicator"
    state: str = "unmet"
    x: str = ""
    series: str = ""


@dataclass(frozen=True)
class How:
    """The explanation of an indicator or breakdown to open."""

    title: str
    name: str


@dataclass(frozen=True)
class Notes:
    """The notes on a figure to open."""

    title: str
    figure: Figure


def request(panel: Listing | How | Notes) -> None:
    st.session_state["_panel"] = panel


def requested() -> Listing | How | Notes | None:
    return st.session_state.pop("_panel", None)


def button(label: str, panel: Listing | How | Notes, key: str, kind: str = "tertiary") -> None:
    """Text only: icon names stand in the page as words until their font is drawn."""
    st.button(f":blue[{label}]", key=key, type=kind, on_click=request, args=(panel,))
