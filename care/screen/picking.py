"""A table of which one row is picked; a new key each time, so that the same row can be picked again."""

from collections.abc import Callable

import pandas as pd
import streamlit as st


def pick_row(
    frame: pd.DataFrame, key: str, alt: str, config: dict, on_pick: Callable[[int], None], tall: int = 480
) -> None:
    """`on_pick` gets the row's number from 0, before the next run; up to 14 rows are shown whole, more in `tall` px."""
    turn = st.session_state.get(f"_turn_{key}", 0)
    own = f"{key}_{turn}"
    st.dataframe(
        frame,
        hide_index=True,
        height="content" if len(frame) <= 14 else tall,
        key=own,
        on_select=lambda: _picked(key, own, turn, on_pick),
        selection_mode="single-row",
        alt=alt,
        column_config=config,
    )


def _picked(key: str, own: str, turn: int, on_pick: Callable[[int], None]) -> None:
    rows = st.session_state[own].selection.rows
    st.session_state[f"_turn_{key}"] = turn + 1
    if rows:
        on_pick(rows[0])
