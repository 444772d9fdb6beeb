"""The filters in the URL, so that a link reopens the same view: ?unit=…&group=…&day=…&lang=…

Widgets are not bound to the URL by Streamlit itself, because it writes a selectbox's *shown* label there: an
indented name in one language, ambiguous between two schools' classes. Here the URL holds ids and ISO days.
"""

import streamlit as st

KEYS = ("unit", "group", "day", "lang")
FILE = ("person", "household")  # keys of a file's address
SOUGHT = "_sought"  # what is searched; kept in the session only, since it may be a name


def settle(page: str, own: tuple[str, ...] = ()) -> None:
    """Bring URL and session together; call once a run, before any filter is drawn. `own`: keys of this page only.

    A value that came by link, or by the browser's back and forward, wins, and ends what was searched before: the link
    is of all its rows. Going to another page of the menu empties the URL: there the session's values are written back.
    """
    state = st.session_state
    keys = KEYS + own
    came_by_menu = state.get("_page") not in (None, page) and not any(key in st.query_params for key in keys)
    # Streamlit writes a file's address over that of the page left behind: the browser's way back finds it there.
    for key in FILE:
        if key not in own and key in st.query_params:
            came_by_menu = True
            del st.query_params[key]
    state["_page"] = page
    for key in keys:
        if came_by_menu:
            _write(key, state.get(_own(key), ""))
            continue
        given = st.query_params.get(key, "")
        if given != state.get(_seen(key), ""):
            state[_own(key)] = given
            state[_seen(key)] = given
            if key != "lang":
                state.pop(SOUGHT, None)


def get(key: str) -> str:
    """The filter's value; '' = its default."""
    return st.session_state.get(_own(key), "")


def put(**values: str) -> None:
    """Change filters (from a callback); '' takes the filter out of the URL."""
    for key, value in values.items():
        st.session_state[_own(key)] = value
        _write(key, value)


def _write(key: str, value: str) -> None:
    st.session_state[_seen(key)] = value
    if value:
        st.query_params[key] = value
    elif key in st.query_params:
        del st.query_params[key]


def _own(key: str) -> str:
    return f"_filter_{key}"


def _seen(key: str) -> str:
    return f"_url_{key}"
