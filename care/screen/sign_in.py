"""The sign-in page: all that somebody sees who is not signed in, whatever address they came by."""

import streamlit as st

from care.identity import Identity, providers
from care.screen import filters
from care.words import Voice


def instead_of(pages: list[str], asker: Identity) -> None:
    """The whole menu while nobody is signed in; every page's address leads to the sign-in."""
    t = filters.speaking()

    def sign_in() -> None:
        draw(t, asker)

    titled = {"title": t("sign_in.title")}
    addresses = [
        st.Page(sign_in, url_path=name, visibility="hidden", **titled)
        for name in [*pages, "person", "home", "account"]
    ]
    if asker.ended:
        st.session_state.clear()  # nothing of it is left in memory
    st.navigation([st.Page(sign_in, default=True, **titled), *addresses], position="hidden").run()


def draw(t: Voice, asker: Identity) -> None:
    _, middle, _ = st.columns([1, 2, 1])
    with middle:
        st.space("large")
        filters.language_switch()
        with st.container(border=True, key="sign_in"):
            st.title(t("sign_in.title"), anchor=False)
            st.markdown(t("sign_in.ended") if asker.ended else t("sign_in.why"))
            for name in providers():
                label = t("sign_in.go") if name == "default" else t("sign_in.go_with", name=name)
                st.button(label, key=f"sign_in_{name}", type="primary", on_click=_go, args=(name,))
            st.caption(t("sign_in.help"))


def _go(provider: str) -> None:
    st.login(None if provider == "default" else provider)
