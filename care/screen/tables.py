"""Units × indicators: one table in which the worst cells stand out by mark, colour and word."""

import pandas as pd
import streamlit as st

from care.answers import Row
from care.screen import filters
from care.screen.card import MARKS
from care.screen.panels import Listing, request
from care.screen.view import View
from care.sentences import state
from care.words import NONE, percent


def unit_table(view: View, names: list[str]) -> None:
    """Click a unit's name to go there; click a figure to see the persons behind it."""
    rows = {name: {row.key: row for row in view.answers.by(view.ask(name), "unit")} for name in names}
    units = [one for one in [*view.children, view.unit] if any(one in rows[name] for name in names)]
    titles = {name: view.t(f"table.{name}") for name in names}
    shown = pd.DataFrame(
        [
            {view.t("column.unit"): view.unit_name(one, within=view.unit)}
            | {titles[name]: _cell(view, name, rows[name].get(one)) for name in names}
            for one in units
        ]
    )
    if shown.empty:
        st.markdown(f":gray[{view.t('state.nothing')}]")
        return
    faults = _faults(view, rows, units, names)
    turn = st.session_state.get("_turn_unit_table", 0)
    st.dataframe(
        shown.style.apply(lambda _: faults, axis=None),
        hide_index=True,
        height="content",
        key=f"unit_table_{turn}",
        on_select=lambda: _clicked(view, units, names, turn),
        selection_mode="single-cell",
        alt=view.t("overview.table"),
        column_config={view.t("column.unit"): st.column_config.TextColumn(pinned=True, width=112)}
        | {title: st.column_config.TextColumn(width=92) for title in titles.values()},
    )


def _cell(view: View, name: str, row: Row | None) -> str:
    if row is None or not row.due:
        return NONE
    if view.indicator(name).form == "count":
        return view.t.number(row.due)
    return f"{MARKS[state(row.share, view.indicator(name).target)]} {percent(row.share)}"


def _faults(view: View, rows: dict[str, dict[str, Row]], units: list[str], names: list[str]) -> pd.DataFrame:
    """Styles of the cells: the lowest of each column stand out, others below target are only marked."""
    lines = []
    for unit in units:
        line = [""]
        for name in names:
            line.append(_style(view, name, rows[name], unit))
        lines.append(line)
    titles = [view.t("column.unit"), *(view.t(f"table.{name}") for name in names)]
    return pd.DataFrame(lines, columns=titles)


def _style(view: View, name: str, rows: dict[str, Row], unit: str) -> str:
    row = rows.get(unit)
    if row is None or not row.due or view.indicator(name).form == "count":
        return ""
    if state(row.share, view.indicator(name).target) != "bad":
        return ""
    worst = sorted(one.share for one in rows.values() if one.share is not None)[:3]
    dark = view.look.on_colour != "#ffffff"
    ink = view.look.bad if dark else "#a83a16"
    ground = "#4a2416" if dark else "#fbe0d5"
    return f"color: {ink}" + (f"; background-color: {ground}; font-weight: 600" if row.share in worst else "")


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
    request(
        Listing(
            title,
            view.ask(name, unit=units[at]),
            state="all" if view.indicator(name).form == "count" else "unmet",
        )
    )
