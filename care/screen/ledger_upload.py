"""Files dropped on the page: laid on the desk, then read on trial one after the other, said in words."""

import dataclasses

import streamlit as st

from care import desks, office
from care.intake import refused_report
from care.ledgers import batches
from care.ledgers.problems import Refused
from care.ledgers.progress import Tell, unheard
from care.ledgers.trying import Trial
from care.screen.escaping import plain
from care.screen.ledger_desk import Desk, Paper, lay

TYPES = ["xlsx", "xlsm", "xls", "et", "ods", "csv", "tsv", "txt", "html", "htm", "zip"]
FIRST = 5  # rows shown as understood
NO_ROOM = "_no_room"  # names of files that found no room on the desk
SAID = 20  # of them


def receive(desk: Desk) -> None:
    """The place to drop files. What was dropped moves to the desk at once: its bytes are held once."""
    if not desk.who.may("ledgers"):
        return
    if names := st.session_state.pop(NO_ROOM, []):
        _no_room(desk, names)
    turn = st.session_state.get("_upload_turn", 0)
    dropped = st.file_uploader(
        desk.t("ledgers.drop"), type=TYPES, accept_multiple_files=True, key=f"upload_{turn}"
    )
    if dropped:
        left = [one for file in dropped for one in _unpack(desk, file.name, file.getvalue())]
        st.session_state[NO_ROOM] = left
        st.session_state["_upload_turn"] = turn + 1
        st.rerun()


def _unpack(desk: Desk, name: str, data: bytes) -> list[str]:
    """A .zip gives its files; one that cannot be opened lies on the desk with the reason. Returns the names of those
    for which there was no room."""
    try:
        found = office.files_in(name, data)
    except Refused as refusal:
        paper = lay(desk, name, data)
        if paper is None:
            return [name]
        paper.trial = Trial(refused_report(name, batches.sha256(data), refusal), None, ())
        return []
    return [one for one, inside in found if not lay(desk, one, inside)]


def _no_room(desk: Desk, names: list[str]) -> None:
    """What was left out, and whose files fill the desk."""
    t = desk.t
    own = desks.held(desk.who.name)
    said = t("list.comma").join(map(plain, names[:SAID]))
    counts = {"n": len(names), "mine": _mb(own), "most": _mb(desks.MOST_OF_ONE)}
    st.warning(said, title=t("ledgers.no_room", **counts))
    st.caption(t("ledgers.no_room_do" if own else "ledgers.no_room_others"))


def _mb(size: int) -> int:
    return round(size / 2**20)


def try_paper(desk: Desk, paper: Paper, tell: Tell = unheard) -> None:
    """The dry run of one file; unit lists that lie on the desk are known to it. Calls no Streamlit."""
    beside = [
        (one.name, one.data)
        for one in desk.papers
        if one is not paper and one.takeable and "units" in one.trial.report.kinds
    ]
    trial = office.try_files(
        desk.folder,
        [*beside, office.Sent(paper.name, paper.data, unpacked=True)],
        desk.definitions,
        answers=paper.answers,
        corrections=paper.corrections,
        complete=paper.complete,
        day=paper.day,
        within=desk.who.scope.units,
        tell=tell,
    )[-1]
    paper.first = [] if trial.rows is None else trial.rows.slice(0, FIRST).to_pylist()
    paper.trial = dataclasses.replace(trial, rows=None)
