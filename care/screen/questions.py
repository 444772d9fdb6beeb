"""A page of several questions: every answer large, and one of them in detail, chosen by the reader and kept in the URL.

The indicators are those whose definition names the page, so that a new one stands there by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from care.briefing.sparing import TooFew
from care.screen import address
from care.screen.card import beside, stack
from care.screen.headline import headlines
from care.screen.shares import share_card, worst_card
from care.screen.view import View

OWN = ("about",)  # key of the address that pages of questions have besides the filters
Cards = tuple[Callable[[], None], ...]


@dataclass(frozen=True)
class Topic:
    """A question that no indicator of the page asks: its cards, and whether they stand side by side."""

    key: str
    label: str
    question: str
    cards: Cards


def questions(
    view: View, details: dict[str, Cards], topics: tuple[Topic, ...] = (), names: tuple[str, ...] = ()
) -> None:
    """Headlines, then the chosen question's cards. `details`: cards of an indicator besides shares and list.

    `names`: the indicators to choose from on a page that has its headlines already.
    """
    if not names:
        names = tuple(one.id for one in view.definitions.indicators.values() if one.page == view.page)
        headlines(view, list(names))
    labels = {name: view.t.pick(view.indicator(name).name) for name in names}
    labels |= {topic.key: topic.label for topic in topics}
    asked = _chosen(view, labels)
    topic = next((one for one in topics if one.key == asked), None)
    st.subheader(topic.question if topic else view.t.pick(view.indicator(asked).question), anchor=False)
    if topic:
        _laid_out(topic.cards)
        return
    _in_detail(view, asked, details.get(asked, ()))


def _chosen(view: View, labels: dict[str, str]) -> str:
    """Which question the reader wants to see in detail; the first until one is chosen."""
    given = address.get("about")
    asked = given if given in labels else next(iter(labels))
    key = f"about_{view.page}"
    st.session_state[key] = asked
    st.segmented_control(
        view.t("questions.choose"),
        list(labels),
        key=key,
        required=True,
        format_func=labels.get,
        on_change=lambda: address.put(about=st.session_state[key]),
    )
    return asked


def _in_detail(view: View, name: str, cards: Cards) -> None:
    by_duty = (
        (lambda: share_card(view, name, "duty", view.t("questions.by_duty")),)
        if _duties(view, name) > 1
        else ()
    )
    beneath = (*by_duty, *cards)
    if view.children:
        by_unit = lambda: share_card(view, name, "unit", view.t("questions.by_unit"))  # noqa: E731
        _laid_out((by_unit, stack(*beneath)) if beneath else (by_unit,))
    else:
        _laid_out(beneath)
    worst_card(view, name, view.t(f"list.{name}"))


def _duties(view: View, name: str) -> int:
    """How many duties there are to compare; of too few people none, which the other cards say by themselves."""
    try:
        return sum(1 for row in view.answers.by(view.ask(name), "duty") if row.due)
    except TooFew:
        return 0


def _laid_out(cards: Cards) -> None:
    """Two abreast; an odd one out has a row of its own instead of a hole beside it."""
    even = len(cards) // 2 * 2
    if even:
        beside(*cards[:even])
    for one in cards[even:]:
        one()
