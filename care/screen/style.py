"""The few rules that Streamlit's theme cannot say: filters folded on a phone, quiet feet of cards, print; pictures of
charts as they fit into a document."""

import streamlit as st

from care.serving.headers import script

SHEET = """
<style>
.st-key-filters_open { display: none; }
[class*="st-key-foot_"] { border-top: 1px solid rgba(128, 148, 158, 0.22); padding-top: 0.35rem; row-gap: 0; }
[class*="st-key-foot_"] button p,
[class*="st-key-foot_"] [data-testid="stCaptionContainer"] p { font-size: 0.8125rem; }
[class*="st-key-foot_"] button { min-height: 2.25rem; }
[class*="st-key-headline_"] [data-testid="stMetricLabel"] * { white-space: normal; overflow: visible; }
[class*="st-key-headline_"] div:has(> [data-testid="stMetricDelta"]) { flex-wrap: wrap; row-gap: 0; }
@media (max-width: 640px) {
  .st-key-filters_open { display: block; }
  .st-key-filters_box { display: none !important; }
  .st-key-filters_open_box [data-testid="stElementContainer"] { width: 100% !important; }
  [data-testid="stMainBlockContainer"] { padding-left: 0.75rem; padding-right: 0.75rem; }
  h1 { font-size: 1.4rem !important; }
  [class*="st-key-foot_headline_"] [data-testid="stCaptionContainer"],
  [class*="st-key-foot_headline_"] button [data-testid="stIconMaterial"] { display: none; }
}
@media print {
  .st-key-filters_box, .st-key-filters_open_box, [class*="st-key-footbuttons_"],
  [data-testid="stHeader"] { display: none !important; }
}
</style>
"""


def sheet() -> None:
    st.html(SHEET)
    st.html(f"<script>{script('pictures')}</script>", unsafe_allow_javascript=True)
