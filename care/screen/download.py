"""The one button that hands out a file: made on the click, written down, and only while the asker may still have it."""

import hashlib
import logging
import secrets
from collections.abc import Callable

import streamlit as st

from care import access, audit, office, trouble, turns
from care.briefing.sparing import TooFew
from care.ledgers.problems import Refused
from care.roles import User
from care.screen import filters, password
from care.screen.states import STOPPED
from care.serving import handed
from care.serving.told_files import Told
from care.words import Voice

Make = Callable[[], bytes]
log = logging.getLogger("careboard")


def download(
    who: User, label: str, data: bytes | Make, file_name: str, mime: str, key: str, secret: str = "", **look
) -> None:
    """The file is asked for on the click, which runs neither app.py nor the page: it asks again whether `who` may see
    and do what they could when the button was drawn, and is handed to nobody else. With a `secret` it is a .zip behind that password."""
    make = data if callable(data) else lambda: data
    held = access.while_it_holds(who, lambda: password.locked(file_name, make(), secret))
    st.download_button(
        label,
        data=in_words(filters.speaking(), held),
        file_name=password.name_of(file_name, secret),
        mime=handed.marked("application/zip" if secret else mime, who),
        on_click="ignore",
        key=key,
        **look,
    )


def in_words(t: Voice, make: Make) -> Make:
    """The same file, or Told: why there is none, as a page would say it. It runs in a thread and calls no Streamlit."""

    def made() -> bytes:
        try:
            return make()
        except Exception as fault:
            raise Told(_why(t, fault)) from fault

    return made


def _why(t: Voice, fault: Exception) -> str:
    if isinstance(fault, access.Changed | turns.Crowded):
        return t("download.changed" if isinstance(fault, access.Changed) else "download.crowded")
    if isinstance(fault, Refused):
        return t(f"problem.{fault.problem.code}", **fault.problem.values)
    if isinstance(fault, TooFew):
        return t("state.too_few", n=office.rules().programme.small_count)
    if code := trouble.code_of(fault):
        log.error("%s: %s", code, type(fault).__name__)
        return t(f"problem.{code}")
    number = secrets.token_hex(3)
    log.error("fault %s", number, exc_info=fault)
    return t("download.slow" if type(fault).__name__ == STOPPED else "download.fault", number=number)


def written_down(who: User, make: Make, **facts) -> Make:
    """The same file, and a line in the audit log that it was taken, with its hash."""

    def made() -> bytes:
        data = make()
        audit.record(
            office.data_dir(), who.name, "list_taken", sha256=hashlib.sha256(data).hexdigest(), **facts
        )
        return data

    return made
