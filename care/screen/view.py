"""What a page is about: a figure's unit, group and day (care.briefing.about), and how this visitor sees it."""

from dataclasses import dataclass

import streamlit as st

from care.briefing.about import About
from care.charts import Look


@dataclass(frozen=True, kw_only=True)
class View(About):
    """Passed to every card; its `answers` are kept between reruns (care.screen.kept)."""

    page: str
    look: Look
    may_see_names: bool = False
    user: str = ""  # who is asking, for records


def theme_type() -> str:
    """light or dark, as Streamlit draws the page."""
    return st.context.theme.type or "light"
