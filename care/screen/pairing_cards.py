"""Pairing: kinds of helpers, helpers over their limit."""

from care import charts
from care.briefing.breakdowns import contact
from care.screen.card import card, draw, says
from care.screen.figures import count_bars
from care.screen.panels import Listing, request
from care.screen.states import nothing
from care.screen.view import View


def helper_kinds(view: View) -> None:
    """Who helps: pairings by kind of helper."""
    t = view.t
    with card(
        view,
        "helper_kinds",
        t("pairing.kinds"),
        "helper_kinds",
        Listing(t("pairing.pairs"), view.ask("helper_kinds"), "breakdown"),
    ):
        rows = contact.helpers_of(view)
        if not rows:
            nothing(t)
            return
        sentence = contact.helpers_sentence(view, rows)
        draw(
            view,
            "helper_kinds",
            charts.bars(count_bars(view, rows, "pairs"), view.look),
            sentence,
            lambda kind, *_: request(
                Listing(t(f"helper.{kind}"), view.ask("helper_kinds"), "breakdown", x=kind)
            ),
        )
        says(sentence)
