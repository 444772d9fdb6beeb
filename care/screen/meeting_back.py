"""From a slide to the page behind it, and back to the slide."""

import streamlit as st

from care.screen import address, gap_filters
from care.words import Voice

CAME = "_from_meeting"  # the slide's address while somebody has gone to a page


def go(page: str) -> None:
    """To a page, with the slide's unit, group, day and language, and nothing that narrowed its list before."""
    st.session_state[CAME] = st.query_params.to_dict()
    gap_filters.clear()
    st.switch_page(f"pages/{page}.py", query_params=plain())


def plain() -> dict[str, str]:
    """The part of the address that all pages share."""
    return {key: value for key, value in st.query_params.items() if key in address.KEYS}


def arrived() -> None:
    """Back in the meeting."""
    st.session_state.pop(CAME, None)


def offer(t: Voice) -> None:
    """On a page that was opened from a slide: the way back to it."""
    if CAME in st.session_state:
        st.page_link(
            "pages/meeting.py", label=f":blue[‹ {t('meeting.back')}]", query_params=st.session_state[CAME]
        )
