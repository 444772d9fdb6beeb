"""CareBoard: who is here, which language, the menu, then the page."""

import gc

import streamlit as st

from care import access
from care.screen import filters, states

# Sections of the menu, "" without a heading; each page with its icon.
PAGES = {
    "": (
        ("overview", ":material/space_dashboard:"),
        ("groups", ":material/groups:"),
        ("pairing", ":material/handshake:"),
        ("visits", ":material/directions_walk:"),
        ("relief", ":material/ac_unit:"),
        ("files", ":material/folder_shared:"),
        ("schools", ":material/school:"),
        ("reports", ":material/description:"),
        ("meeting", ":material/slideshow:"),
        ("ledgers", ":material/table_view:"),
    ),
    "inspection": (
        ("gaps", ":material/checklist:"),
        ("checks", ":material/rule:"),
        ("spot_check", ":material/casino:"),
        ("findings", ":material/build:"),
    ),
    "office": (
        ("access", ":material/key:"),
        ("audit", ":material/history:"),
        ("keep", ":material/inventory_2:"),
    ),
}


def home() -> None:
    """The root leads to the first page of the visitor's menu, the overview for most; filters in the link go along."""
    opens = [name for pages in PAGES.values() for name, _ in pages if who.may_open(name)]
    if opens:
        st.switch_page(f"pages/{opens[0]}.py", query_params=st.query_params.to_dict())
    states.no_access(t, who)


t = filters.speaking()
who = access.visitor()
st.set_page_config(
    page_title=t("app.name"), page_icon="assets/mark.svg", layout="wide", initial_sidebar_state="collapsed"
)
st.logo(f"assets/logo_{t.lang}.svg", size="large")
menu = {
    t(f"menu.{section}") if section else "": [
        st.Page(f"pages/{name}.py", title=t(f"menu.{name}"), icon=icon, help=t(f"menu.{name}_help"))
        for name, icon in pages
        if who.may_open(name)
    ]
    for section, pages in PAGES.items()
}
home_page = st.Page(home, title=t("app.name"), url_path="home", default=True, visibility="hidden")
# A file is opened from a row of a list, or by its link.
file_page = st.Page("pages/person.py", title=t("menu.person"), visibility="hidden")
menu[""] = [home_page, *menu[""], *([file_page] if who.may_open("person") else [])]
page = st.navigation({section: pages for section, pages in menu.items() if pages}, position="top")
access.go_on()
with access.house(who), states.guard(t):
    page.run()


@st.cache_resource(show_spinner=False)
def freeze() -> bool:
    """Once, after imports and the first run: what lives as long as the process is no garbage."""
    gc.collect()
    gc.freeze()
    return True


freeze()
