"""Two names that may be one person: shown side by side, decided by the clerk, never merged silently."""

import math

import pandas as pd
import streamlit as st

from care import forgetting, masking, matching, office
from care.ledgers.problems import Refused
from care.screen.escaping import plain
from care.screen.kept import open_current
from care.screen.ledger_desk import Desk
from care.screen.ledger_problems import sentence
from care.screen.ledger_values import value_in_words

SIZE = 5  # pairs a page
SAID = "_match_said"


def matches(desk: Desk) -> None:
    """Nothing is drawn while there is nothing to decide."""
    store, t = open_current(), desk.t
    if store is None or not desk.who.may("ledgers"):
        return
    _decide(desk)
    found = matching.possible(store, desk.who.scope)
    if found.empty:
        return
    with st.container(border=True, key="matches"):
        st.subheader(t("ledgers.matches", n=len(found)), anchor=False)
        st.caption(t("ledgers.matches_means"))
        slot = st.container()
        pages = math.ceil(len(found) / SIZE)
        page = st.pagination(pages, key=f"matches_{pages}") if pages > 1 else 1
        with slot:
            for one in found.iloc[(page - 1) * SIZE : page * SIZE].to_dict("records"):
                _pair(desk, one)


def _pair(desk: Desk, one: dict) -> None:
    t = desk.t
    pair = (int(one["person_id"]), int(one["other_id"]))
    with st.container(horizontal=True, vertical_alignment="center", key=f"foot_match_{pair[0]}_{pair[1]}"):
        with st.container(gap=None, width="stretch"):
            st.markdown(plain(f"{masking.name(one['name'])} · {desk.unit_name(one['unit_id'])}"))
            st.caption(plain(f"{_side(desk, one, '')}  ↔  {_side(desk, one, 'other_')}"))
        for same in (True, False):
            st.button(
                t("ledgers.match_same" if same else "ledgers.match_other"),
                key=f"match_{pair[0]}_{pair[1]}_{same}",
                type="tertiary",
                on_click=_say,
                args=(*pair, same),
            )


def _side(desk: Desk, one: dict, prefix: str) -> str:
    """What a ledger says of one of the two, as far as it helps to decide."""
    parts = [
        value_in_words(desk, field, _there(one[prefix + field])) for field in ("team", "birth_date", "phone")
    ]
    parts.append(masking.id_no(_there(one["other_id_no"])) if prefix else desk.t("ledgers.match_no_id"))
    return " ".join(part for part in parts if part) or "—"


def _there(value):
    return None if pd.isna(value) else value


def _say(person_id: int, other_id: int, same: bool) -> None:
    st.session_state[SAID] = (person_id, other_id, same)


def _decide(desk: Desk) -> None:
    """Remember what was said, then work the figures out anew."""
    said = st.session_state.pop(SAID, None)
    if said is None:
        return
    try:
        pair = {"sort": "match", "person_id": said[0], "other_id": said[1]}
        forgetting.refuse(pair, open_current(), desk.who.scope)  # access may have narrowed since it was drawn
        with st.spinner(desk.t("state.building"), show_time=True):
            matching.decide(desk.folder, *said, desk.who.name)
            office.follow(desk.folder, desk.definitions)
    except Refused as refusal:
        st.warning(plain(sentence(desk.t, refusal.problem)))
        return
    st.rerun()
