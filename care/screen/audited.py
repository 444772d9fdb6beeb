"""What people do on the screen with data of persons, written down as they do it (care/audit.py)."""

import hashlib

import streamlit as st

from care import audit, office
from care.screen.view import View

OPENED = "_file_opened"


def names_shown(view: View, key: str, subject: int | None = None) -> bool:
    """The switch that shows full names and telephones: a deliberate act. False where the asker may not see them.
    `subject`: whose file it is."""
    if not view.may("names"):
        return False
    return st.toggle(
        view.t("list.show_names"),
        key=key,
        help=view.t("list.show_names_help"),
        on_change=_turned,
        args=(view, key, subject),
    )


def _turned(view: View, key: str, subject: int | None) -> None:
    if st.session_state.get(key):
        written(view, "names_shown", list=key, subject=subject)


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
    seen = {"page": view.page, "unit": view.unit, "group": view.group, "day": view.day.isoformat()}
    audit.record(office.data_dir(), view.user, deed, **seen, **facts)
