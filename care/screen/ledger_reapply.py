"""Originals taken in again under today's definitions and answers."""

import streamlit as st

from care import office
from care.ledgers.importing import Report
from care.ledgers.problems import Refused
from care.screen.escaping import plain
from care.screen.ledger_desk import NEWS, Desk
from care.screen.ledger_problems import sentence
from care.screen.ledger_work import Work

ASKED = "_reapply"


def ask_reapply(batch_ids: list[str]) -> None:
    """Note what is to be read again (a callback)."""
    st.session_state[ASKED] = {"batches": batch_ids}


def reapplying(desk: Desk) -> Work | None:
    """The work of reading originals again, if it was asked for."""
    asked = st.session_state.pop(ASKED, None)
    if asked is None:
        return None
    chosen = asked["batches"]
    said: list[str] = []  # what the thread found out
    return Work(
        "reapplying",
        len(chosen),
        lambda work: said.append(_reapply(desk, chosen, work)),
        lambda work: st.session_state.update({NEWS: "".join(said)}),
    )


def _reapply(desk: Desk, batch_ids: list[str], work: Work) -> str:
    """In the thread. Returns what is said of it."""
    try:
        reports = office.reapply(
            desk.folder, desk.definitions, desk.who.name, batch_ids, work.hear_file, work.hear
        )
    except Refused as refusal:
        return plain(sentence(desk.t, refusal.problem))
    return _said(desk, reports)


def _said(desk: Desk, reports: list[Report]) -> str:
    t = desk.t
    statuses = [one.status for one in reports]
    stopped = statuses.count("cancelled")
    failed = [plain(one.file) for one in reports if one.status in ("refused", "nothing")]
    return t.sentences(
        t("ledgers.reapplied", n=len(reports) - stopped, changed=statuses.count("taken")),
        t("ledgers.reapply_stopped", n=stopped) if stopped else "",
        t("ledgers.reapply_failed", files=t("list.comma").join(failed)) if failed else "",
    )
