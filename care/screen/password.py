"""A password for a file that is taken away; it is kept nowhere."""

import streamlit as st

from care.exports.sealed import SHORTEST, sealed
from care.words import Voice


def field(t: Voice, key: str) -> str:
    """The password asked for, '' = none. One that is too short is said to be, and counts as none."""
    with st.popover(t("list.password"), icon=":material/lock:", type="tertiary"):
        given = st.text_input(t("list.password_field"), type="password", key=key, autocomplete="new-password")
        st.caption(t("list.password_help", n=SHORTEST))
        if given and len(given) < SHORTEST:
            st.warning(t("list.password_short", n=SHORTEST))
    return given if len(given) >= SHORTEST else ""


def locked(name: str, data: bytes, password: str) -> bytes:
    """The file itself, or a .zip that needs the password."""
    return sealed(name, data, password) if password else data


def name_of(name: str, password: str) -> str:
    return f"{name}.zip" if password else name
