"""Pairing: kinds of helpers, helpers over their limit."""

from care import charts
from care.screen.card import card, draw, says
from care.screen.figures import count_bars
from care.screen.panels import Listing, request
from care.screen.states import nothing
from care.screen.view import View
from care.sentences import most


def helper_kinds(view: View) -> None:
    """Who helps: pairings by kind of helper."""
    t = view.t
    frame = view.answers.breakdown(view.ask("helper_kinds")).sort_values("n", ascending=False)
    with card(
        view,
        "helper_kinds",
        t("pairing.kinds"),
        "helper_kinds",
        Listing(t("pairing.pairs"), view.ask("helper_kinds"), "breakdown"),
    ):
        if frame.empty:
            nothing(t)
            return
        rows = [(r.x or "other", t(f"helper.{r.x or 'other'}"), int(r.n)) for r in frame.itertuples()]
        sentence = most(t, [(name, n) for _, name, n in rows], "pairs")
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
