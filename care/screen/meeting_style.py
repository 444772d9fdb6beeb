"""Meeting mode fills the screen: no menu, no margins, type that grows with the window, light or dark as chosen."""

import streamlit as st

from care.charts import Look

SHEET = """
<style>
[data-testid="stHeader"], [data-testid="stSidebar"], [data-testid="stToolbar"], #MainMenu, footer { display: none !important; }
.stApp, [data-testid="stMain"], [data-testid="stBottom"] { background: %(ground)s !important; }
[data-testid="stMainBlockContainer"] { padding: 0.6rem clamp(0.75rem, 2.4vw, 3rem) 4rem; max-width: none; }
.stApp, .stApp p, .stApp label, .stApp [data-testid="stMarkdownContainer"] { color: %(ink)s; }
.st-key-meeting_bar button, .st-key-meeting_bar a { background: transparent; border-color: %(grid)s; color: %(ink)s; }
.st-key-meeting_bar button p, .st-key-meeting_bar a p { color: %(muted)s; }
.st-key-meeting_bar { position: fixed; bottom: 0; left: 0; right: 0; z-index: 90; background: %(ground)s;
  padding: 0.35rem clamp(0.75rem, 2.4vw, 3rem); border-top: 1px solid %(grid)s; }
.st-key-meeting_keys { position: absolute; width: 1px; height: 1px; overflow: hidden; opacity: 0; }
.st-key-meeting_room, .st-key-meeting_chart, .st-key-meeting_chart .stFullScreenFrame, .st-key-meeting_chart .stPlotlyChart { height: calc(100vh - 9rem - 5vw) !important; min-height: 300px; overflow: hidden; }
.m-head { display: flex; justify-content: space-between; gap: 1rem; color: %(muted)s; font-size: clamp(0.85rem, 1.15vw, 1.4rem); }
.m-title { color: %(ink)s; font-weight: 700; line-height: 1.2; font-size: clamp(1.5rem, 3.4vw, 4rem); margin: 0.3rem 0 0.6rem; padding: 0; }
.m-answer { color: %(accent)s; font-weight: 700; line-height: 1.25; font-size: clamp(2.6rem, 7.2vw, 9rem); white-space: nowrap; }
.m-long { font-size: clamp(1.8rem, 4.4vw, 5.4rem); }
.m-status { font-weight: 700; font-size: clamp(1.05rem, 1.75vw, 2.1rem); margin: 0.5rem 0 0.2rem; }
.m-good { color: %(good)s; } .m-warn { color: %(ink)s; } .m-bad { color: %(bad)s; }
.m-says { color: %(ink)s; font-size: clamp(1.05rem, 1.6vw, 2rem); line-height: 1.5; }
.stApp .m-says p { margin: 0 0 0.5em; color: inherit; font-size: inherit; }
.m-wide { font-size: clamp(1.15rem, 2.1vw, 2.6rem); max-width: 60em; }
.m-small { color: %(muted)s; }
.m-figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%%, 13vw + 5rem), 1fr)); gap: clamp(0.5rem, 1.2vw, 1.5rem); }
.m-figure { border: 1px solid %(grid)s; border-radius: 10px; padding: clamp(0.7rem, 1.4vw, 1.8rem); color: %(ink)s; }
.m-figure b { display: block; font-size: clamp(1rem, 1.5vw, 1.9rem); }
.m-figure strong { display: block; font-size: clamp(2rem, 4vw, 5rem); line-height: 1.25; white-space: nowrap; }
.m-figure strong.m-long { font-size: clamp(1.6rem, 2.2vw, 3rem); }
.m-figure span { display: block; font-size: clamp(0.9rem, 1.15vw, 1.4rem); line-height: 1.5; }
.m-table { overflow-x: auto; }
.m-table table { border-collapse: collapse; width: 100%%; color: %(ink)s; font-size: clamp(0.9rem, 1.45vw, 1.8rem); }
.m-table th { text-align: left; color: %(muted)s; font-weight: 600; border-bottom: 2px solid %(accent)s; padding: 0.4em 0.6em; }
.m-table td { border-bottom: 1px solid %(grid)s; padding: 0.42em 0.6em; vertical-align: top; }
.m-table th.m-n, .m-table .m-n { text-align: right; white-space: nowrap; }
@media (max-width: 640px) { .st-key-meeting_room, .st-key-meeting_chart, .st-key-meeting_chart .stFullScreenFrame, .st-key-meeting_chart .stPlotlyChart { height: 520px !important; }
  [data-testid="stMainBlockContainer"] { padding-bottom: 8rem; } }
</style>
"""


def sheet(look: Look, ground: str) -> None:
    colours = {name: getattr(look, name) for name in ("ink", "muted", "grid", "accent", "good", "bad")}
    st.html(SHEET % (colours | {"ground": ground}))
