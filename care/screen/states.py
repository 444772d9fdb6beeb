"""What a page shows instead of figures: no data yet, nothing in this filter, a fault. Never a traceback."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from care import access, office, patience, trouble
from care.briefing.sparing import TooFew
from care.ledgers.problems import Refused
from care.roles import User
from care.screen.escaping import plain
from care.serving import gate, rules, setup
from care.words import Voice

STOPPED = "InterruptException"  # the store's word for a question that took too long

log = logging.getLogger("careboard")


@contextmanager
def guard(t: Voice) -> Iterator[None]:
    """Whatever goes wrong inside is told in plain words with a number that the log knows, too. Inside is nothing for
    somebody who may not see it any more."""
    access.hold()
    try:
        with access.turn():
            yield
    except Refused as refusal:
        problem = refusal.problem
        st.warning(plain(t(f"problem.{problem.code}", **problem.values)), title=t("state.refused"))
    except patience.GivenUp:
        return  # whoever asked has gone on; the next run waits already
    except TooFew:
        st.info(t("state.too_few", n=office.rules().programme.small_count), icon=":material/visibility_off:")
    except Exception as fault:
        if code := trouble.code_of(fault):
            log.error("%s: %s", code, type(fault).__name__)
            st.warning(t(f"problem.{code}"), title=t("state.refused"))
            return
        number = secrets.token_hex(3)
        log.exception("fault %s", number)
        key = "state.slow" if type(fault).__name__ == STOPPED else "state.fault"
        st.warning(t(f"{key}_do", number=number), title=t(key))
        st.button(t("state.again"), key=f"again_{number}")


def safe_or_stop(t: Voice) -> None:
    """The last of the belts: however this process was started, nothing is shown where it must not serve."""
    settings = setup.read()
    says = [t(f"serving.{one.code}", **one.values) for one in rules.faults(settings)]
    headers = {name.lower(): value for name, value in st.context.headers.items()}
    refused = gate.by_headers(settings, headers) if headers else None
    if refused:
        says.append(t(f"serving.refused_{refused}"))
    if says:
        st.warning("\n".join(f"- {one}" for one in says), title=t("serving.refuses"))
        st.stop()


def no_data(t: Voice, who: User) -> None:
    """Before the first ledger: what CareBoard needs, and how to give it."""
    with st.container(border=True, horizontal_alignment="center"):
        st.space("medium")
        st.title(t("state.no_data"), anchor=False, text_alignment="center")
        st.markdown(t("state.no_data_do"), text_alignment="center")
        allowed = who.may("ledgers") and who.scope.units is None  # it is an import like any other
        if allowed and st.button(t("state.try_sample"), type="primary"):
            with st.spinner(t("state.taking_sample"), show_time=True):
                office.take_in_sample(office.data_dir(), office.rules())
            st.rerun()
        st.space("medium")


def no_access(t: Voice, who: User) -> None:
    """Somebody whom nobody has given anything to see."""
    with st.container(border=True, horizontal_alignment="center"):
        st.space("medium")
        st.title(t("access.none"), anchor=False, text_alignment="center")
        st.markdown(t("access.none_do", name=plain(who.name)), text_alignment="center")
        st.space("medium")


def nothing(t: Voice, key: str = "state.nothing") -> None:
    """Inside a card whose filter leaves nothing."""
    st.markdown(f":gray[{t(key)}]")
