"""Streamlit's uploader says its own English words; they are hidden and ours stand in their place."""

import streamlit as st

SHEET = """
<style>
[data-testid="stFileUploaderDropzoneInstructions"] {{ display: none; }}
[data-testid="stFileUploaderDropzone"] > * > button > *,
[data-testid="stFileUploaderDropzone"] button > * {{ display: none; }}
[data-testid="stFileUploaderDropzone"] button::after {{ content: "{choose}"; }}
[data-testid="stFileUploaderDropzone"]::after {{ content: "{hint}"; opacity: 0.75; font-size: 0.875rem; }}
[data-testid="stFileUploaderDropzone"] {{ align-items: center; }}
</style>
"""


def uploader_words(choose: str, hint: str) -> None:
    """What every uploader of the page says: on its button, and beside it."""
    st.html(SHEET.format(choose=choose, hint=hint))
