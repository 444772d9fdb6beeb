"""Who is asking, and the first wall: a page shows nothing unless app.py let the visitor in.

With `pages/`, a freshly started Streamlit runs pages/x.py alone for the first visitor of /x, without app.py.
So app.py opens the house for the length of one run, and every page asks at its first line.
"""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.errors import StreamlitAPIException

from care.store import EVERYTHING, Scope

WANTED = "_wanted_page"
_run = threading.local()  # Streamlit runs each script run in one thread


@dataclass(frozen=True)
class User:
    """Who is asking: a name for records, what they may see, and whether full names may be shown to them."""

    name: str
    scope: Scope
    may_unmask: bool


LOCAL = User("local", EVERYTHING, True)  # one's own PC: bound to loopback, no login


@contextlib.contextmanager
def house(user: User = LOCAL) -> Iterator[User]:
    """Open the house for one script run; whatever ends the run, it is shut again."""
    _run.user = user
    try:
        yield user
    finally:
        del _run.user


def enter(page: str) -> User:
    """A page's lock. Returns the user. Opened without app.py, the page shows nothing and sends the visitor there first."""
    user = getattr(_run, "user", None)
    if user is not None:
        return user
    st.session_state[WANTED] = (f"pages/{Path(page).name}", st.query_params.to_dict())
    with contextlib.suppress(StreamlitAPIException):  # where there is no app.py to go to
        st.switch_page("app.py")
    st.info("请从首页进入。 / Please start from the front page.", icon=":material/lock:")
    st.stop()


def go_on() -> None:
    """In app.py, once the menu stands: take the visitor whom a lock sent here to the page that was asked for."""
    if WANTED in st.session_state:
        page, address = st.session_state.pop(WANTED)
        st.switch_page(page, query_params=address)
