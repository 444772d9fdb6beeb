"""Units × indicators: one table in which the worst cells stand out by mark, colour and weight."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from care.briefing.naming import place_name
from care.briefing.sparing import TooFew
from care.briefing.winter import unit_clocks
from care.screen import filters
from care.screen.card import MARKS
from care.screen.panels import Listing, request
from care.screen.states import nothing
from care.screen.view import View
from care.sentences import schedule_state, state
from care.words import NONE, percent

WORST = 3  # cells of a column that stand out


@dataclass(frozen=True)
class Cell:
    """What one cell says; `short` is how far it lies below what is wanted."""

    text: str = NONE
    state: str = ""
    short: float = 0.0


def unit_table(view: View, names: list[str]) -> None:
    """Click a unit's name to go there; click a figure to see the persons behind it."""
    columns = {name: _spared(view, name) for name in names}
    units = [unit for unit in [*view.children, view.unit] if any(unit in cells for cells in columns.values())]
    if not units:
        nothing(view.t)
        return
    first = view.t("column.unit")
    titles = [view.t(f"table.{name}") for name in names]
    lines = [
        [place_name(view, unit), *(columns[name].get(unit, Cell()).text for name in names)] for unit in units
    ]
    shown = pd.DataFrame(lines, columns=[first, *titles])
    faults = pd.DataFrame(
        [["", *(_style(view, columns[name], unit) for name in names)] for unit in units],
        columns=shown.columns,
    )
    turn = st.session_state.get("_turn_unit_table", 0)
    st.dataframe(
        shown.style.apply(lambda _: faults, axis=None),
        hide_index=True,
        height="content",
        key=f"unit_table_{turn}",
        on_select=lambda: _clicked(view, units, names, turn),
        selection_mode="single-cell",
        alt=view.t("overview.table"),
        column_config={first: st.column_config.TextColumn(pinned=True, width=name_width(view))}
        | {title: st.column_config.TextColumn(width=92) for title in titles},
    )


def name_width(view: View) -> int:
    """Px for the pinned names: English ones are longer; a phone must keep room for figures."""
    return 112 if view.t.lang == "zh" else 160


def _spared(view: View, name: str) -> dict[str, Cell]:
    """The column, empty where it tells of too few."""
    try:
        return _column(view, name)
    except TooFew:
        return {}


def _column(view: View, name: str) -> dict[str, Cell]:
    """Cells by unit; winter relief is held against its schedule, other indicators against their target."""
    if name == "relief_progress":
        return {
            unit: _marked(schedule_state(one.done, one.expected), one.done, one.short)
            for unit, one in unit_clocks(view).items()
        }
    indicator = view.indicator(name)
    rows = [row for row in view.answers.by(view.ask(name), "unit") if row.due]
    if indicator.form == "count":
        return {row.key: Cell(view.t.number(row.due)) for row in rows}
    target = indicator.target or 0.0
    return {
        row.key: _marked(state(row.share, target), row.share or 0.0, target - (row.share or 0.0))
        for row in rows
    }


def _marked(state_: str, share: float, short: float) -> Cell:
    return Cell(f"{MARKS[state_]} {percent(share)}", state_, short)


def _style(view: View, cells: dict[str, Cell], unit: str) -> str:
    """The lowest of each column stand out; others far below what is wanted are only marked."""
    cell = cells.get(unit, Cell())
    if cell.state != "bad":
        return ""
    worst = sorted((one.short for one in cells.values()), reverse=True)[:WORST]
    dark = view.look.on_colour != "#ffffff"
    ink = view.look.bad if dark else "#a83a16"
    ground = "#4a2416" if dark else "#fbe0d5"
    return f"color: {ink}" + (
        f"; background-color: {ground}; font-weight: 600" if cell.short in worst else ""
    )


def _clicked(view: View, units: list[str], names: list[str], turn: int) -> None:
    cells = st.session_state[f"unit_table_{turn}"].selection.cells
    if not cells:
        return
    st.session_state["_turn_unit_table"] = turn + 1
    at, column = cells[0]
    if column == view.t("column.unit"):
        filters.drill(units[at])
        return
    name = next(one for one in names if view.t(f"table.{one}") == column)
    title = f"{view.unit_name(units[at])} · {view.t(f'list.{name}')}"
    state_ = "all" if view.indicator(name).form == "count" else "unmet"
    request(Listing(title, view.ask(name, unit=units[at]), state=state_))
