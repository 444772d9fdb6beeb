"""What somebody saw when they pressed a button: by the time the page is drawn again, it may stand otherwise."""

from typing import Any

import streamlit as st

PRESSED = "_pressed"
NOTHING = object()


def press(button: str, based: Any) -> None:
    """A button's callback, given what was drawn beside it: `args=(button, based)`. The page itself does the work."""
    st.session_state[PRESSED] = (button, based)


def pressed(button: str) -> Any:
    """What was seen when `button` was pressed just now; NOTHING where it was not."""
    name, based = st.session_state.get(PRESSED, ("", NOTHING))
    if name != button:
        return NOTHING
    del st.session_state[PRESSED]
    return based
