"""CareBoard: the pages, and the one way in.

`streamlit run app.py` imports this file once as a module and serves its `app`; for each visitor Streamlit then runs it
as __main__.
"""

import streamlit as st

from care import serving

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
        ("rules", ":material/tune:"),
        ("access", ":material/key:"),
        ("audit", ":material/history:"),
        ("keep", ":material/inventory_2:"),
    ),
}

if __name__ == "__main__":
    from care.screen.front import visit  # while the server starts, nothing is drawn

    visit(PAGES)
else:
    app = st.App(__file__, **serving.parts())
