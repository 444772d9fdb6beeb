"""Erasing a person: on request by ID number, or one of those whose purpose has ended. Said once more before it is done."""

import pandas as pd
import streamlit as st

from care import erasing, office, retention, whom
from care.ledgers import batches
from care.ledgers.problems import Refused
from care.screen.escaping import plain
from care.screen.keep_page import Desk
from care.screen.kept import open_current
from care.screen.ledger_problems import sentence
from care.walls import Scope
from care.words import NONE

SAID = "_erased"
TEXTS = {"ask": None, "take": True, "keep": False}  # a name of two signs inside texts of others
NAMELESS = Scope(None, None, names=False)  # who keeps the data needs no names to know that somebody is due


def erase(desk: Desk) -> None:
    t, store = desk.t, open_current()
    with st.container(border=True, key="card_erase"):
        st.subheader(t("keep.erase"), anchor=False)
        st.markdown(t("keep.erase_means"))
        if SAID in st.session_state:
            st.success(st.session_state.pop(SAID))
        if not batches.all_batches(desk.folder):
            st.markdown(f":gray[{t('keep.no_ledgers')}]")
            return
        if store is not None:  # every ledger was undone: who stood in them may be erased all the same
            _due(desk, store)
        with st.form("erase", border=False, clear_on_submit=True):
            with st.container(horizontal=True, vertical_alignment="bottom"):
                word = st.text_input(t("keep.who"), max_chars=24, help=t("keep.who_help"), width=280)
                reason = st.selectbox(
                    t("keep.reason"),
                    erasing.REASONS,
                    format_func=lambda one: t(f"keep.reason_{one}"),
                    width=240,
                )
            texts = st.selectbox(
                t("keep.texts"), TEXTS, format_func=lambda one: t(f"keep.texts_{one}"), width=500
            )
            sure = st.checkbox(t("keep.sure"))
            if st.form_submit_button(t("keep.erase_now")) and word.strip():
                if sure:
                    _erase(desk, store, word.strip(), reason, TEXTS[texts])
                else:
                    st.warning(t("keep.not_sure"))


def _due(desk: Desk, store) -> None:
    t, known = desk.t, office.rules()
    found = retention.ended(store, NAMELESS, known, store.as_of)
    years = known.programme.retention_years
    if found.empty:
        st.caption(t("keep.none_due", years=years))
        return
    with st.expander(t("keep.due", n=len(found), years=years)):
        shown = pd.DataFrame(
            {
                t("keep.number"): found["person_id"].astype(str),
                t("column.unit"): [str(one or NONE).rpartition("/")[2] for one in found["unit_id"]],
                t("keep.left_on"): found["left_on"].dt.date.astype(str),
            }
        )
        st.dataframe(shown, hide_index=True, height="auto", alt=t("keep.erase"))


def _erase(desk: Desk, store, word: str, reason: str, texts: bool | None) -> None:
    t, known = desk.t, office.rules()
    try:
        with st.spinner(t("keep.erasing"), show_time=True):
            told = whom.find(desk.folder, store, word)
            done = retention.erase(desk.folder, known, told, desk.who.name, reason, texts)
    except Refused as refusal:
        st.warning(plain(sentence(t, refusal.problem)))
        return
    said = t("keep.erased", **{name: done[name] for name in ("rows", "batches", "originals", "records")})
    if done.get("templates"):
        said = t.sentences(said, t("keep.templates", n=done["templates"]))
    if done["doubtful"]:
        said = t.sentences(said, t("keep.doubtful", n=done["doubtful"]))
    st.session_state[SAID] = said
    st.rerun()
