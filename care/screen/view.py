"""What a page is about: a figure's unit, group and day (care.briefing.about), and how this visitor sees it."""

from dataclasses import dataclass

import streamlit as st

from care.briefing.about import About
from care.charts import Look
from care.roles import User


@dataclass(frozen=True, kw_only=True)
class View(About):
    """Passed to every card; its `answers` are kept between reruns (care.screen.kept)."""

    page: str
    look: Look
    who: User

    def may(self, action: str) -> bool:
        """Whether whoever is asking may do this (care.roles)."""
        return self.who.may(action)

    @property
    def spares(self) -> bool:
        """Whether small counts of rare groups are hidden from whoever is asking."""
        return not self.may("lists")

    @property
    def user(self) -> str:
        """Who is asking, for records."""
        return self.who.name


def theme_type() -> str:
    """light or dark, as Streamlit draws the page."""
    return st.context.theme.type or "light"
