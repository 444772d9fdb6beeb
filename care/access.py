"""The first wall: a page shows nothing unless app.py let the visitor in, and then only what their roles open.

With `pages/`, a freshly started Streamlit runs pages/x.py alone for the first visitor of /x, without app.py.
So app.py opens the house for the length of one run, and every page asks at its first line.
"""

import contextlib
import threading
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

import streamlit as st
from streamlit.errors import StreamlitAPIException

from care import grants, office
from care.roles import LOCAL, User

WANTED = "_wanted_page"
_run = threading.local()  # Streamlit runs each script run in one thread


@contextlib.contextmanager
def house(user: User = LOCAL) -> Iterator[User]:
    """Open the house for one script run; whatever ends the run, it is shut again."""
    _run.user = user
    try:
        yield user
    finally:
        del _run.user


def enter(page: str) -> User:
    """A page's lock. Returns the user. Opened without app.py, the page shows nothing and sends the visitor there first;
    to somebody whose roles do not open it, it says so and shows nothing."""
    user = getattr(_run, "user", None)
    if user is None:
        st.session_state[WANTED] = (f"pages/{Path(page).name}", st.query_params.to_dict())
        with contextlib.suppress(StreamlitAPIException):  # where there is no app.py to go to
            st.switch_page("app.py")
        st.info("请从首页进入。 / Please start from the front page.", icon=":material/lock:")
        st.stop()
    if not user.may_open(Path(page).stem):
        st.info(
            "您没有打开此页的权限，请联系管理员。 / You may not open this page; please ask your administrator.",
            icon=":material/lock:",
        )
        st.stop()
    return user


def go_on() -> None:
    """In app.py, once the menu stands: take the visitor whom a lock sent here to the page that was asked for."""
    if WANTED in st.session_state:
        page, address = st.session_state.pop(WANTED)
        with contextlib.suppress(StreamlitAPIException):  # a page that is not in their menu
            st.switch_page(page, query_params=address)


def visitor() -> User:
    """Who is asking: on one's own PC, without login, whoever sits there."""
    return LOCAL


def signed_in(name: str) -> User:
    """Who signed in under this name, and what they may see and do right now."""
    folder = office.data_dir()
    path = folder / grants.FILE
    stamp = path.stat().st_mtime_ns if path.exists() else 0
    return _user(folder, name, date.today(), stamp)


@lru_cache(maxsize=256)
def _user(folder: Path, name: str, today: date, stamp: int) -> User:
    """Read once until the log changes, not at every click; taking access away holds at the next one."""
    return grants.user_of(folder, name, today)
