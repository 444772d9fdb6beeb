"""What a page shows instead of figures: no data yet, nothing in this filter, a fault. Never a traceback."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import streamlit as st

from care.words import Voice

log = logging.getLogger("careboard")


@contextmanager
def guard(t: Voice) -> Iterator[None]:
    """Whatever goes wrong inside is told in plain words with a number that the log knows, too."""
    try:
        yield
    except duckdb.InterruptException:
        _fault(t, "state.slow", ":material/hourglass_disabled:")
    except Exception:
        number = secrets.token_hex(3)
        log.exception("fault %s", number)
        _fault(t, "state.fault", ":material/report:", number)


def _fault(t: Voice, key: str, icon: str, number: str = "") -> None:
    st.warning(t(f"{key}_do", number=number), title=t(key), icon=icon)
    st.button(t("state.again"), key=f"again_{key}_{number}", icon=":material/refresh:")


def no_data(t: Voice) -> None:
    """Before the first ledger: what CareBoard needs, and how to give it."""
    with st.container(border=True, horizontal_alignment="center"):
        st.space("medium")
        st.title(t("state.no_data"), anchor=False, text_alignment="center")
        st.markdown(t("state.no_data_do"), text_alignment="center")
        st.code("python -m care import data/samples", language="bash")
        st.space("medium")


def building(t: Voice) -> None:
    st.info(t("state.building_do"), title=t("state.building"), icon=":material/database:")


def nothing(t: Voice, key: str = "state.nothing") -> None:
    """Inside a card whose filter leaves nothing."""
    st.markdown(f":gray[{t(key)}]")
