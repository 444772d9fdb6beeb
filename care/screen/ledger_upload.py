"""Files dropped on the page: laid on the desk, then read on trial one after the other, said in words."""

import dataclasses

import streamlit as st

from care import office
from care.intake import refused_report
from care.ledgers import batches
from care.ledgers.problems import Refused
from care.ledgers.progress import Tell, unheard
from care.ledgers.trying import Trial
from care.screen.ledger_desk import Desk, Paper, lay

TYPES = ["xlsx", "xlsm", "xls", "et", "ods", "csv", "tsv", "txt", "html", "htm", "zip"]
FIRST = 5  # rows shown as understood


def receive(desk: Desk) -> None:
    """The place to drop files. What was dropped moves to the desk at once: its bytes are held once."""
    if not desk.who.may("ledgers"):
        return
    turn = st.session_state.get("_upload_turn", 0)
    dropped = st.file_uploader(
        desk.t("ledgers.drop"), type=TYPES, accept_multiple_files=True, key=f"upload_{turn}"
    )
    if dropped:
        for file in dropped:
            _unpack(desk, file.name, file.getvalue())
        st.session_state["_upload_turn"] = turn + 1
        st.rerun()


def _unpack(desk: Desk, name: str, data: bytes) -> None:
    """A .zip gives its files; one that cannot be opened lies on the desk with the reason."""
    try:
        found = office.files_in(name, data)
    except Refused as refusal:
        lay(desk, name, data)
        report = refused_report(name, batches.sha256(data), refusal)
        desk.papers[-1].trial = Trial(report, None, ())
        return
    for one, inside in found:
        lay(desk, one, inside)


def try_paper(desk: Desk, paper: Paper, tell: Tell = unheard) -> None:
    """The dry run of one file; unit lists that lie on the desk are known to it. Calls no Streamlit."""
    beside = [
        (one.name, one.data)
        for one in desk.papers
        if one is not paper and one.takeable and "units" in one.trial.report.kinds
    ]
    trial = office.try_files(
        desk.folder,
        [*beside, (paper.name, paper.data)],
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
