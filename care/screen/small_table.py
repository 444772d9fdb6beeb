"""A card that is a small table of a breakdown's figures: exact numbers, a click on one opens the list behind it."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from care.screen.card import card, says
from care.screen.panels import Listing, request
from care.screen.states import nothing
from care.screen.view import View


@dataclass(frozen=True)
class Column:
    """`series`, `x`: what a click on a figure of this column lists; '' = all."""

    title: str
    series: str = ""
    width: int = 92  # px
    x: str = ""


@dataclass(frozen=True)
class Line:
    """`x`, `series`: what a click on a figure of this line lists; '' = all. `cells` in the order of the columns."""

    x: str
    name: str
    cells: tuple
    series: str = ""


@dataclass(frozen=True)
class Cells:
    """What a small table shows, and the sentence below it."""

    columns: list[Column]
    lines: list[Line]
    sentence: str = ""


def table_card(view: View, name: str, title: str, first: str, ask: Callable[[View], Cells]) -> None:
    """`name` is the breakdown; `first` heads the column of names. `ask` is called inside the card, which says it where
    too few are asked about."""
    with card(view, name, title, name, Listing(title, view.ask(name), "breakdown")):
        cells = ask(view)
        columns, lines = cells.columns, cells.lines
        if not lines:
            nothing(view.t)
            return
        frame = pd.DataFrame([line.cells for line in lines], columns=[one.title for one in columns])
        frame.insert(0, first, [line.name for line in lines])
        turn = st.session_state.get(f"_turn_{name}", 0)
        st.dataframe(
            frame,
            hide_index=True,
            height="content",
            key=f"{name}_{turn}",
            selection_mode="single-cell",
            placeholder="",
            alt=title,
            on_select=lambda: _clicked(view, name, title, columns, lines, turn),
            column_config={
                one.title: st.column_config.NumberColumn(width=one.width, format="localized")
                for one in columns
            }
            | {first: st.column_config.TextColumn(pinned=True, width=170)},
        )
        says(cells.sentence)


def _clicked(view: View, name: str, title: str, columns: list[Column], lines: list[Line], turn: int) -> None:
    cells = st.session_state[f"{name}_{turn}"].selection.cells
    if not cells:
        return
    st.session_state[f"_turn_{name}"] = turn + 1
    at, heading = cells[0]
    line, column = lines[at], next((one for one in columns if one.title == heading), Column(""))
    series, x = column.series or line.series, line.x or column.x
    words = [title, line.name, heading if column.series or column.x else ""]
    listed = " · ".join(word for word in words if word)
    request(Listing(listed, view.ask(name), "breakdown", x=x, series=series))
