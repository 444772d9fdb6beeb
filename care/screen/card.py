"""The anatomy of a card: question · answer · chart · the sentence that says what it shows · foot.

Foot: unit, group and day; the list behind the figures; how they are computed; notes that people left.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import streamlit as st

from care.briefing.sparing import TooFew
from care.screen.note_panel import figure_of, note_button, note_line
from care.screen.panels import How, Listing, button
from care.screen.pictures import named, tools
from care.screen.plotted import Plotted
from care.screen.view import View

WORDS = {"good": "blue", "warn": "gray", "bad": "red"}  # text colours of states
SKELETON = 160  # px
Answer = TypeVar("Answer")
MARKS = {"good": "▲", "warn": "●", "bad": "▼", "": ""}


@contextmanager
def card(
    view: View, key: str, title: str, about: str = "", listing: Listing | None = None, scope: str = ""
) -> Iterator[None]:
    """A framed card. `about` is the indicator or breakdown whose computation the foot explains."""
    with st.container(border=True, key=f"card_{key}", height="stretch"):
        st.subheader(title, anchor=False)
        with st.skeleton(height=SKELETON), named(title):  # seen only where the answer takes a moment
            try:
                yield
            except TooFew:
                too_few(view)
        st.space("stretch")
        foot(view, key, title, about, listing, scope)


def too_few(view: View) -> None:
    """Instead of a figure of so few people that it would tell who is meant."""
    st.markdown(f":gray[{view.t('state.too_few', n=view.definitions.programme.small_count)}]")


def asked(view: View, key: str, title: str, ask: Callable[[], Answer]) -> Answer | None:
    """What decides whether a card is drawn at all. Where it tells of too few, a card with that notice, and None."""
    try:
        return ask()
    except TooFew:
        with card(view, key, title):
            too_few(view)
        return None


def foot(view: View, key: str, title: str, about: str, listing: Listing | None, scope: str = "") -> None:
    figure = figure_of(view, about, listing)
    if about and view.may("documents"):
        note_line(view, figure)
    with st.container(horizontal=True, key=f"foot_{key}", gap="small", vertical_alignment="center"):
        st.caption(scope or view.scope_words, width="content")
        listing = listing if view.may("lists") else None
        if not listing and not about:
            return
        with st.container(horizontal=True, width="content", gap="small", key=f"footbuttons_{key}"):
            if listing:
                button(view.t("card.list"), listing, f"list_{key}")
            if about:
                button(view.t("card.how"), How(title, about), f"how_{key}")
                if view.may("documents"):
                    note_button(view, title, figure, key)


def says(sentence: str) -> None:
    """The sentence that says what the chart shows."""
    if sentence:
        st.markdown(sentence)


def state_words(state: str, text: str) -> str:
    """A status in mark, colour and words, as Markdown."""
    if not state:
        return text
    return f":{WORDS[state]}[**{MARKS[state]} {text}**]"


def draw(view: View, key: str, figure: dict, alt: str, on_click: Callable[..., None] | None = None) -> None:
    """A chart; `on_click` gets the custom data of the bar that was clicked."""
    menu, figure = tools(view.t, view.unit_name(view.unit), view.day.isoformat()), Plotted(figure)
    if not on_click:
        st.plotly_chart(figure, key=f"chart_{key}", config=menu, alt=alt or None)
        return
    turn = st.session_state.get(f"_turn_{key}", 0)
    own = f"chart_{key}_{turn}"
    st.plotly_chart(
        figure,
        key=own,
        config=menu,
        alt=alt or None,
        selection_mode="points",
        on_select=lambda: _clicked(key, own, turn, on_click),
    )


def _clicked(key: str, own: str, turn: int, on_click: Callable[..., None]) -> None:
    """A new key each time, so that the same bar can be clicked again."""
    points = st.session_state[own].selection.points
    if not points:
        return
    st.session_state[f"_turn_{key}"] = turn + 1
    on_click(*points[0]["customdata"])


def beside(*cards: Callable[[], None]) -> None:
    """Cards two abreast where there is room, below each other on a phone."""
    with st.grid(2, min_column_width=340, gap="small"):
        for draw_card in cards:
            draw_card()


def stack(*cards: Callable[[], None]) -> Callable[[], None]:
    """Short cards below each other, beside a tall one."""

    def drawn() -> None:
        with st.container():
            for draw_card in cards:
                draw_card()

    return drawn
