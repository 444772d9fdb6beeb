"""What the spot check page adds to the style sheet: buttons for thumbs."""

import streamlit as st

from care.screen.uploader import uploader_words
from care.words import Voice

SHEET = """
<style>
[class*="st-key-verdict_"] button, [class*="st-key-every_"] button, [class*="st-key-turn_"] button {
  min-height: 3.25rem; }
[class*="st-key-verdict_"] button p, [class*="st-key-every_"] button p, [class*="st-key-turn_"] button p {
  font-size: 1.0625rem; font-weight: 600; }
[class*="st-key-verdict_"] button { padding-left: 0.25rem; padding-right: 0.25rem; }
[class*="st-key-verdict_"] [role="radiogroup"] { width: 100%; flex-wrap: nowrap; }
[class*="st-key-verdict_"] [role="radiogroup"] > button { flex: 1 1 0; }
</style>
"""


def sheet(t: Voice) -> None:
    st.html(SHEET)
    uploader_words(t("spot_check.upload_choose"), t("spot_check.upload_hint"))
