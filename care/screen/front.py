"""Who is here, which language, the menu, then the page."""

import gc

import streamlit as st

from care import access, identity
from care.roles import User
from care.screen import account, filters, sign_in, states
from care.words import Voice

Sections = dict[str, tuple[tuple[str, str], ...]]


def visit(pages: Sections) -> None:
    """One run for one visitor; `pages`: section of the menu → its pages with their icons."""
    t = filters.speaking()
    st.set_page_config(
        page_title=t("app.name"),
        page_icon="assets/mark.svg",
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    st.logo(f"assets/logo_{t.lang}.svg", size="large")
    states.safe_or_stop(t)
    asker = identity.identity()
    if not asker.welcome:
        sign_in.instead_of([name for section in pages.values() for name, _ in section], asker)
        return
    who = access.user_of(asker.name, asker.login_needed)
    page = st.navigation(_menu(t, pages, who, asker), position="top")
    access.go_on()
    with access.house(who), states.guard(t):
        page.run()
    freeze()


def _menu(t: Voice, pages: Sections, who: User, asker: identity.Identity) -> dict[str, list]:
    """Sections with the pages that the visitor may open; whoever signed in has their account besides."""
    menu = {
        t(f"menu.{section}") if section else "": [
            st.Page(f"pages/{name}.py", title=t(f"menu.{name}"), icon=icon, help=t(f"menu.{name}_help"))
            for name, icon in listed
            if who.may_open(name)
        ]
        for section, listed in pages.items()
    }

    def home() -> None:
        """The root leads to the first page of the visitor's menu, the overview for most; filters in the link go along."""
        opens = [name for listed in pages.values() for name, _ in listed if who.may_open(name)]
        if opens:
            st.switch_page(f"pages/{opens[0]}.py", query_params=st.query_params.to_dict())
        states.no_access(t, who)
        if asker.signed_in:
            account.way_out(t)  # a menu of one page is not drawn

    home_page = st.Page(home, title=t("app.name"), url_path="home", default=True, visibility="hidden")
    # A file is opened from a row of a list, or by its link.
    file_page = st.Page("pages/person.py", title=t("menu.person"), visibility="hidden")
    menu[""] = [home_page, *menu[""], *([file_page] if who.may_open("person") else [])]
    if asker.signed_in:
        menu[asker.name] = [account.page(asker)]
    return {section: listed for section, listed in menu.items() if listed}


@st.cache_resource(show_spinner=False)
def freeze() -> bool:
    """Once, after imports and the first run: what lives as long as the process is no garbage."""
    gc.collect()
    gc.freeze()
    return True
