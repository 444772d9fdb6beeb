"""Who is asking, and the first wall: a page shows nothing unless app.py let the visitor in.

With `pages/`, a freshly started Streamlit runs pages/x.py alone for the first visitor of /x, without app.py.
So app.py opens the house for the length of one run, and every page asks at its first line.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import streamlit as st

from care.store import EVERYTHING, Scope

_run = threading.local()  # Streamlit runs each script run in one thread


@dataclass(frozen=True)
class User:
    """Who is asking: a name for records, what they may see, and whether full names may be shown to them."""

    name: str
    scope: Scope
    may_unmask: bool


LOCAL = User("local", EVERYTHING, True)  # one's own PC: bound to loopback, no login


@contextmanager
def house(user: User = LOCAL) -> Iterator[User]:
    """Open the house for one script run; whatever ends the run, it is shut again."""
    _run.user = user
    try:
        yield user
    finally:
        del _run.user


def enter(page: str) -> User:
    """A page's lock. Returns the user; stops the page with a plain notice when it was opened without app.py."""
    user = getattr(_run, "user", None)
    if user is None:
        st.info("请从首页进入。 / Please start from the front page.", icon=":material/lock:")
        st.markdown("[CareBoard](/)")
        st.stop()
    return user
