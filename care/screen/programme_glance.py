"""The rest of the programme at a glance: what no headline of the overview says, a line a measure."""

import pandas as pd
import streamlit as st

from care.answers import Count
from care.briefing.deadline import target_now
from care.briefing.sparing import TooFew
from care.screen.card import MARKS, card
from care.screen.panels import Listing, request
from care.screen.view import View
from care.sentences import state
from care.words import percent


def _count(view: View, name: str) -> Count:
    """Of so few that it is not shown, the line is left out."""
    try:
        return view.answers.count(view.ask(name))
    except TooFew:
        return Count(0, 0, 0)


def rest_of_programme(view: View, said: tuple[str, ...]) -> None:
    """Every share that `said` leaves out; a click on a line opens what is not done."""
    t = view.t
    names = [
        one.id for one in view.definitions.indicators.values() if one.form == "share" and one.id not in said
    ]
    counts = {name: _count(view, name) for name in names}
    shown = [name for name in names if counts[name].due]
    if not shown:
        return
    with card(view, "programme", t("overview.programme")):
        st.caption(t("overview.programme_hint"))
        lines = [
            {
                t("overview.measure"): t.pick(view.indicator(name).name),
                t("overview.share"): _share(view, name, counts[name].share or 0.0),
                t("overview.counted"): t(
                    f"headline.{view.indicator(name).subject}",
                    n=counts[name].due,
                    met=counts[name].met,
                    due=counts[name].due,
                ),
            }
            for name in shown
        ]
        turn = st.session_state.get("_turn_programme", 0)
        st.dataframe(
            pd.DataFrame(lines),
            hide_index=True,
            height="content",
            key=f"programme_{turn}",
            selection_mode="single-cell",
            alt=t("overview.programme"),
            on_select=lambda: _clicked(view, shown, turn),
        )


def _share(view: View, name: str, share: float) -> str:
    return f"{MARKS[state(share, target_now(view, name))]} {percent(share)}".strip()


def _clicked(view: View, names: list[str], turn: int) -> None:
    cells = st.session_state[f"programme_{turn}"].selection.cells
    if not cells:
        return
    st.session_state["_turn_programme"] = turn + 1
    name = names[cells[0][0]]
    request(Listing(view.t(f"list.{name}"), view.ask(name)))
