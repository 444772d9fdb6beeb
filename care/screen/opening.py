"""From a row of any list to the file of that person or household, and back with the filters as they were."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from care.inspection import person
from care.screen import address
from care.screen.panels import Listing, request
from care.screen.view import View

PAGE = "pages/person.py"


def open_rows(
    view: View,
    frame: pd.DataFrame,
    subjects: Sequence[int],
    key: str,
    alt: str,
    config: dict,
    height: str | int = "content",
    panel: Listing | None = None,
) -> None:
    """A table whose rows open files: `subjects` are the subject ids of its rows. `panel`: the list to come back to."""
    turn = st.session_state.get(f"_turn_{key}", 0)
    own = f"{key}_{turn}"
    st.dataframe(
        frame,
        hide_index=True,
        height=height,
        key=own,
        placeholder="",
        selection_mode="single-cell",
        on_select=lambda: _clicked(subjects, key, own, turn, panel),
        alt=alt,
        column_config=config,
    )


def file_button(view: View, subject: int, key: str) -> None:
    """A button that opens the file of one subject."""
    st.button(
        view.t("person.open"),
        key=f"file_{key}",
        type="tertiary",
        icon=":material/folder_open:",
        on_click=lambda: st.session_state.update(_open=(subject, None)),
    )


def go_on(view: View) -> None:
    """Open the file that a click asked for. Called where a click's run begins: at the head of a page, in a dialog."""
    asked = st.session_state.pop("_open", None)
    if asked is None:
        return
    subject, panel = asked
    where = view.answers.of(person.address_of, subject)
    if where is None:
        st.toast(view.t("person.no_file"))
        return
    here = st.query_params.to_dict()
    st.session_state.setdefault("_back", []).append((view.page, here, panel))
    keep = {key: value for key, value in here.items() if key in address.KEYS}
    st.switch_page(PAGE, query_params={where[0]: str(where[1])} | keep)


def go_back() -> None:
    """To the page that the file was opened from, with its filters and the list that stood open."""
    way = st.session_state.get("_back") or [("overview", {}, None)]
    page, here, panel = way.pop()
    if panel:
        request(panel)
    st.switch_page(f"pages/{page}.py", query_params=here)


def _clicked(subjects: Sequence[int], key: str, own: str, turn: int, panel: Listing | None) -> None:
    cells = st.session_state[own].selection.cells
    if not cells:
        return
    st.session_state[f"_turn_{key}"] = turn + 1
    st.session_state["_open"] = (int(subjects[cells[0][0]]), panel)
