"""The first wall: a page shows nothing unless app.py let the visitor in, and then only what their roles open.

With `pages/`, a freshly started Streamlit runs pages/x.py alone for the first visitor of /x, without app.py.
So app.py opens the house for the length of one run, and every page asks at its first line.
"""

import contextlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import streamlit as st
from streamlit.errors import StreamlitAPIException

from care import grants, identity, office, turns
from care.ledgers import erased
from care.roles import LOCAL, User

WANTED = "_wanted_page"
LET_IN = "_let_in"  # for whom the page of this session was drawn
PAPERS, WORK = "_papers", "_work"  # of the page of ledgers: files on the desk, what is under way
SEEN = "_seen"  # erasings of then: what the page has open may hold whoever was erased since
_run = threading.local()  # Streamlit runs each script run in one thread


@contextlib.contextmanager
def house(user: User = LOCAL) -> Iterator[User]:
    """Open the house for one script run; whatever ends the run, it is shut again."""
    if st.session_state.get(LET_IN, user) != user:
        st.session_state.clear()  # what they had open, laid down or had made is of what they could see before
    seen = erased.seen(office.data_dir())
    if st.session_state.get(SEEN, seen) != seen:
        _let_go()
    _run.user = user
    st.session_state[LET_IN] = user
    st.session_state[SEEN] = seen
    try:
        yield user
    finally:
        del _run.user


def _let_go() -> None:
    """Somebody was erased: what was opened, made or tried before may hold them. Files on the desk are tried anew."""
    stays = {key: st.session_state[key] for key in (PAPERS, WORK) if key in st.session_state}
    st.session_state.clear()
    stays[PAPERS] = [paper for paper in stays.get(PAPERS, []) if paper.outcome is None]
    for paper in stays[PAPERS]:
        paper.read_again()
    st.session_state.update(stays)


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


def user_of(name: str, login_needed: bool) -> User:
    """Whoever goes by this name, and what they may see and do right now."""
    return signed_in(name) if login_needed else visitor()


def hold() -> None:
    """A click in a dialog runs its piece of the page without app.py. Where the sign-in has ended since, whoever the page
    was drawn for may see and do anything else by now, or somebody was erased, the whole page runs again."""
    if getattr(_run, "user", None) is not None:
        return
    asker = identity.identity()
    if not asker.welcome or user_of(asker.name, asker.login_needed) != st.session_state.get(LET_IN):
        st.rerun()
    if st.session_state.get(SEEN) != erased.seen(office.data_dir()):
        st.rerun()


def still(who: User) -> bool:
    """For what a click writes before any page runs (a callback): whether the one who clicks is `who`, signed in, and may
    see and do what they could when the page was drawn."""
    asker = identity.identity()
    return asker.welcome and user_of(asker.name, asker.login_needed) == who


def turn() -> contextlib.AbstractContextManager:
    """With a login each person has a few runs at once, so that nobody's many keep others waiting."""
    if not identity.login_needed():
        return contextlib.nullcontext()
    user = getattr(_run, "user", None)
    return turns.turn(user.name if user else identity.identity().name)


def holds(who: User) -> Callable[[], bool]:
    """For what runs outside any page (a download, long work): whether `who` may still see and do what they can now."""
    login_needed = identity.login_needed()
    return lambda: user_of(who.name, login_needed) == who


class Changed(PermissionError):
    """What somebody may see and do is no longer what it was when their page was drawn, their sign-in has ended, or somebody
    was erased since."""


def while_it_holds(who: User, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """`make` for a click that runs no page at all. It raises Changed once `who` may see and do anything else than when
    the page was drawn, their sign-in has ended or somebody was erased, Crowded where too many of theirs wait."""
    may, lasts, login_needed = holds(who), identity.lasting(), identity.login_needed()
    folder = office.data_dir()
    seen = st.session_state.get(SEEN, erased.seen(folder))

    def made() -> bytes:
        waits = turns.turn(who.name, turns.WAITING) if login_needed else contextlib.nullcontext()
        with waits:
            if not (may() and lasts()) or erased.seen(folder) != seen:
                raise Changed
            return make()

    return made


def signed_in(name: str) -> User:
    """Who signed in under this name, and what they may see and do right now."""
    return grants.user_now(office.data_dir(), name)
