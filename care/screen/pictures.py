"""The picture of a chart from its own menu: as PNG to look at or SVG to enlarge, under a name that says what it is.

Plotly's menu has one button for pictures; which kind it gives is chosen once, beside the title, for all charts.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st

from care.charts import config
from care.words import Voice

FORMATS = ("png", "svg")
KEPT = "_picture_format"
LONGEST = 60  # characters of a file's name
UNFIT = re.compile(r'[\\/:*?"<>|\s]+')  # what Windows takes in no name
_card: ContextVar[str] = ContextVar("card", default="")


@contextmanager
def named(title: str) -> Iterator[None]:
    """Charts drawn within are called so."""
    token = _card.set(title)
    try:
        yield
    finally:
        _card.reset(token)


def choose(t: Voice) -> None:
    """PNG or SVG, for every chart until the visit ends."""
    st.session_state["pick_picture"] = _format()
    st.segmented_control(
        t("chart.format"),
        FORMATS,
        key="pick_picture",
        format_func=str.upper,
        required=True,
        on_change=lambda: st.session_state.update({KEPT: st.session_state["pick_picture"]}),
    )


def tools(t: Voice, *about: str, title: str = "") -> dict:
    """The menu of a chart; its picture's name: `about` (unit, day) around what the card asks."""
    first, *last = about
    kind = _format()
    said = [first, title or _card.get(), *last]
    told = (t("chart.preparing"), t("chart.taken"), t("chart.not_taken"))
    return config(t("chart.download", kind=kind.upper()), kind, file_name(said), told)


def file_name(said: list[str]) -> str:
    return "_".join(UNFIT.sub(" ", one).strip()[:LONGEST] for one in said if one)


def _format() -> str:
    return st.session_state.get(KEPT, FORMATS[0])
