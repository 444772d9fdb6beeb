"""Safekeeping: one file that holds everything, and how to bring it back."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import streamlit as st

from care import backup, office
from care.ledgers import erased
from care.ledgers.problems import Refused
from care.roles import User
from care.screen import address, filters, style
from care.screen.download import download
from care.screen.escaping import plain
from care.screen.ledger_problems import sentence
from care.words import Voice

MADE = "_backup"


@dataclass(frozen=True)
class Made:
    """A backup as it was at `at`; `erased` says who had been erased by then."""

    data: bytes
    at: datetime
    erased: str

    def taken(self, folder: Path) -> bytes:
        """Raises Refused where somebody has been erased since, whom it still holds."""
        if erased.stamp(folder) != self.erased:
            raise Refused("backup_before_erasing")
        return self.data


@dataclass(frozen=True)
class Desk:
    who: User
    t: Voice
    folder: Path


def open_keep(who: User) -> Desk:
    address.settle("keep")
    style.sheet()
    t = filters.speaking()
    with st.container(horizontal=True, horizontal_alignment="distribute", key="head", wrap=False):
        st.title(t("keep.title"), anchor=False)
        filters.language_switch()
    st.caption(t("keep.caption"))
    return Desk(who, t, office.data_dir())


def back_up(desk: Desk) -> None:
    """Made on the click and verified before it is offered."""
    t = desk.t
    with st.container(border=True, key="card_backup"):
        st.subheader(t("keep.backup"), anchor=False)
        st.markdown(t("keep.backup_means"))
        if st.button(t("keep.make"), type="primary", key="backup_make"):
            st.session_state[MADE] = _made(desk)
        if made := st.session_state.get(MADE):
            download(
                desk.who,
                t("keep.take", mb=f"{len(made.data) / 2**20:.1f}", at=f"{made.at:%Y-%m-%d %H:%M}"),
                data=lambda: made.taken(desk.folder),
                file_name=f"careboard-{made.at:%Y%m%d-%H%M}.zip",
                mime="application/zip",
                key="backup_take",
            )
        with st.expander(t("keep.restore")):
            st.markdown(t("keep.restore_means"))
            st.code("python -m care restore careboard-….zip --data DIR", language=None)


def _made(desk: Desk) -> Made | None:
    at, gone = datetime.now(), erased.stamp(desk.folder)
    try:
        with st.spinner(desk.t("keep.making"), show_time=True):
            return Made(backup.packed(desk.folder, desk.who.name), at, gone)
    except Refused as refusal:
        st.warning(plain(sentence(desk.t, refusal.problem)))
        return None
