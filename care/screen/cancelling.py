"""Giving up a slow page: whoever presses cancel, changes a filter or leaves ends the question that is running for it.

Streamlit tells a running script to begin anew only at its next call; while DuckDB computes there is none. So the
request that waits is looked at from outside. (`_state` and the helper are Streamlit's own affair: tests/test_giving_up.py
fails if they change.)
"""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils import script_requests as requests

from care import patience
from care.words import Voice

CANCELLED = "_cancelled"
SHEET = """
<style>
.st-key-cancel { display: none; }
.stApp[data-test-script-state="running"] .st-key-cancel { display: block; opacity: 0; animation: cancel 0s 2s forwards; }
@keyframes cancel { to { opacity: 1; } }
</style>
"""


def watch() -> None:
    """From here on, questions of this run end when its visitor goes on."""
    context = get_script_run_ctx()
    waiting = context.script_requests if context else None
    patience.GOES_ON.set((lambda: goes_on(waiting)) if waiting else None)


def goes_on(waiting) -> bool:
    """Whether a request waits that ends the run: not that of a clock or timer, which may wait."""
    if waiting._state == requests.ScriptRequestType.STOP:
        return True
    if waiting._state != requests.ScriptRequestType.RERUN:
        return False
    data = waiting._rerun_data
    return not requests._fragment_run_should_not_preempt_script(
        data.fragment_id_queue, data.is_fragment_scoped_rerun
    )


def offer(t: Voice) -> None:
    """The button, seen once a page has taken two seconds; after it was pressed, a notice instead of the page."""
    st.html(SHEET)
    if st.session_state.pop(CANCELLED, False):
        st.info(t("state.cancelled"), icon=":material/cancel:")
        st.button(t("state.again"), key="cancelled_again")
        st.stop()
    st.button(
        t("state.cancel"),
        key="cancel",
        icon=":material/cancel:",
        on_click=lambda: st.session_state.update({CANCELLED: True}),
    )
