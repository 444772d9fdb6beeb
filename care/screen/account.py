"""One's own account: who is signed in, until when, and the way out."""

import streamlit as st

from care import identity
from care.identity import Identity
from care.screen import filters, style
from care.screen.escaping import plain
from care.serving import setup
from care.words import Voice


def way_out(t: Voice) -> None:
    st.button(t("account.out"), key="sign_out", type="primary", on_click=identity.sign_out)


def page(asker: Identity):
    """Its entry in the menu."""
    t = filters.speaking()

    def draw() -> None:
        style.sheet()
        hours = setup.read().own.session_hours
        st.title(t("account.title"), anchor=False)
        filters.language_switch()
        with st.container(border=True, key="account", width=520):
            st.markdown(t("account.is", name=plain(asker.name)))
            st.caption(t("account.lasts", hours=f"{hours:g}"))
            way_out(t)

    return st.Page(draw, title=t("account.title"), icon=":material/account_circle:", url_path="account")
