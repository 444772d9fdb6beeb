"""Units × groups as a table of numbers."""

import pandas as pd
import streamlit as st

from care.briefing.breakdowns.roll import crossed_of
from care.briefing.naming import place_name
from care.screen import filters
from care.screen.card import foot
from care.screen.panels import Listing, request
from care.screen.tables import name_width
from care.screen.view import View


def units_by_group(view: View) -> None:
    """A click on a number opens the persons, on a unit goes there."""
    if not view.children or view.group:
        return
    t = view.t
    with st.container(border=True, key="card_units_by_group"):
        st.subheader(t("groups.table"), anchor=False)
        st.caption(t("groups.table_hint"))
        _table(view, *crossed_of(view))
        foot(view, "units_by_group", t("groups.table"), "on_roll", None)


def _table(view: View, groups: list[str], cells: dict[str, dict[str, int]]) -> None:
    t, units = view.t, view.children
    titles = {group: view.group_name(group, short=True) for group in groups}
    frame = pd.DataFrame({titles[group]: [cells[group].get(unit) for unit in units] for group in groups})
    frame.insert(0, t("column.unit"), [place_name(view, unit) for unit in units])
    turn = st.session_state.get("_turn_units_groups", 0)
    config = {
        titles[one]: st.column_config.NumberColumn(width=84, help=view.group_name(one)) for one in groups
    }
    st.dataframe(
        frame,
        hide_index=True,
        height="content",
        key=f"units_groups_{turn}",
        selection_mode="single-cell",
        alt=t("groups.table"),
        placeholder="",
        on_select=lambda: _open_cell(view, units, titles, turn),
        column_config=config
        | {t("column.unit"): st.column_config.TextColumn(pinned=True, width=name_width(view))},
    )


def _open_cell(view: View, units: list[str], titles: dict[str, str], turn: int) -> None:
    cells = st.session_state[f"units_groups_{turn}"].selection.cells
    if not cells:
        return
    st.session_state["_turn_units_groups"] = turn + 1
    at, column = cells[0]
    group = next((one for one, title in titles.items() if title == column), "")
    if not group:
        filters.drill(units[at])
        return
    title = f"{view.unit_name(units[at])} · {view.group_name(group)}"
    request(Listing(title, view.ask("on_roll", unit=units[at], group=group), state="all"))
