"""What people do on the screen with data of persons, written down as they do it (care/audit.py)."""

import hashlib

import streamlit as st

from care import audit, office
from care.screen.view import View

OPENED = "_file_opened"
SHOWN = "_names_shown"  # switch → of what it was last said


def names_shown(view: View, key: str, subject: int | None = None, of: object = None) -> bool:
    """The switch that shows full names and telephones: a deliberate act. False where the asker may not see them.
    `subject`: whose file it is, each with a switch of its own; `of`: which of several lists below the same switch."""
    if not view.may("names"):
        return False
    shown = st.toggle(
        view.t("list.show_names"),
        key=key if subject is None else f"{key}_{subject}",
        help=view.t("list.show_names_help"),
        on_change=forget,
        args=(key,),
    )
    if shown:
        _said_once(view, key, subject, of)
    return shown


def _said_once(view: View, key: str, subject: int | None, of: object) -> None:
    seen = (view.page, view.unit, view.group, view.day, subject, of)
    facts = {"unit": view.unit, "group": view.group, "day": view.day.isoformat(), "subject": subject}
    names_told(view.user, key, seen, page=view.page, list=key, **facts)


def names_told(by: str, key: str, seen: object, **facts) -> None:
    """Whenever names come to be shown, also where no click says so: a browser may begin with the switch turned on. Once
    for what is `seen` below the switch `key`."""
    told = st.session_state.setdefault(SHOWN, {})
    if told.get(key) != seen:
        audit.record(office.data_dir(), by, "names_shown", **facts)
        told[key] = seen


def forget(key: str) -> None:
    """The switch was turned (a callback): turned on again, it is said again."""
    st.session_state.get(SHOWN, {}).pop(key, None)


def file_opened(view: View, kind: str, subject: int) -> None:
    """Once, however often the page is drawn again."""
    if st.session_state.get(OPENED) != (kind, subject):
        st.session_state[OPENED] = (kind, subject)
        written(view, "file_opened", kind=kind, subject=subject)


def taken(view: View, deed: str, data: bytes, **facts) -> bytes:
    """A file that leaves the office's screen: written down with its hash."""
    written(view, deed, sha256=hashlib.sha256(data).hexdigest(), **facts)
    return data


def written(view: View, deed: str, **facts) -> None:
    """`facts` go before what the page is about: a list may be of another unit."""
    seen = {"page": view.page, "unit": view.unit, "group": view.group, "day": view.day.isoformat()}
    audit.record(office.data_dir(), view.user, deed, **seen | facts)
