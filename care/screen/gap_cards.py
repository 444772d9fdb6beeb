"""Where gaps are and what they are: units × severities, and indicators; a click narrows the list."""

import pandas as pd
import streamlit as st

from care import charts
from care.briefing.breakdowns.gap import kind_name, kinds_of
from care.briefing.naming import place_name
from care.charts import Bar
from care.definitions import SEVERITIES
from care.screen import address, filters
from care.screen.card import card, draw
from care.screen.gap_filters import counted, sought, toggle
from care.screen.states import nothing
from care.screen.tables import name_width
from care.screen.view import View


def gap_units(view: View) -> None:
    """Units one step below × severity, with totals."""
    t = view.t
    with card(view, "gap_units", t("gaps.units")):
        found = counted(view).units
        units = [unit for unit in [*view.children, view.unit] if unit in found]
        if not units:
            nothing(t, "gaps.none")
            return
        st.caption(t("gaps.units_hint"))
        _table(view, units, found)


def gap_kinds(view: View) -> None:
    """How many subjects each indicator still misses."""
    t, now = view.t, sought(view)
    with card(view, "gap_kinds", t("gaps.kinds")):
        found = kinds_of(view, counted(view))
        if not found:
            nothing(t, "gaps.none")
            return
        st.caption(t("gaps.kinds_hint"))
        rows = [_bar(view, name, n, now.indicator in ("", name)) for name, _, n in found]
        alt = t("list.comma").join(f"{row.name} {row.label}" for row in rows)
        draw(view, "gap_kinds", charts.bars(rows, view.look), alt, lambda one, *_: toggle("indicator", one))


def _bar(view: View, name: str, n: int, strong: bool) -> Bar:
    label = view.t.count(n, view.indicator(name).subject)
    return Bar(name, kind_name(view, name), n, label, "", f"{kind_name(view, name)} {label}", strong)


def _table(view: View, units: list[str], found: dict[str, dict[str, int]]) -> None:
    t = view.t
    titles = {severity: t(f"gaps.{severity}") for severity in SEVERITIES} | {"": t("gaps.total")}
    lines = [
        {t("column.unit"): place_name(view, unit)}
        | {titles[severity]: found[unit].get(severity) for severity in SEVERITIES}
        | {titles[""]: sum(found[unit].values())}
        for unit in units
    ]
    turn = st.session_state.get("_turn_gap_units", 0)
    numbers = {title: st.column_config.NumberColumn(width=52) for title in titles.values()}
    st.dataframe(
        pd.DataFrame(lines).astype({titles[severity]: "Int64" for severity in SEVERITIES}),
        hide_index=True,
        height="content",
        key=f"gap_units_{turn}",
        placeholder="",
        selection_mode="single-cell",
        on_select=lambda: _clicked(view, units, titles, turn),
        alt=t("gaps.units"),
        column_config={t("column.unit"): st.column_config.TextColumn(pinned=True, width=name_width(view))}
        | numbers,
    )


def _clicked(view: View, units: list[str], titles: dict[str, str], turn: int) -> None:
    cells = st.session_state[f"gap_units_{turn}"].selection.cells
    if not cells:
        return
    st.session_state["_turn_gap_units"] = turn + 1
    at, column = cells[0]
    if column != view.t("column.unit"):
        address.put(severity=next(one for one, title in titles.items() if title == column))
    if units[at] != view.unit:
        filters.drill(units[at])
