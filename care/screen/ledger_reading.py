"""The dry run of what lies unread on the desk, one file after the other."""

import logging
import secrets

from care.ledgers.importing import empty_report
from care.ledgers.trying import Trial
from care.screen.ledger_desk import Desk, Paper
from care.screen.ledger_upload import try_paper
from care.screen.ledger_work import Work

log = logging.getLogger("careboard")


def reading(desk: Desk) -> Work | None:
    """The work of reading what is unread, if anything is."""
    unread = _unread(desk)
    return Work("reading", len(unread), lambda work: _read(desk, work), lambda work: None) if unread else None


def _unread(desk: Desk) -> list[Paper]:
    return [paper for paper in desk.papers if paper.trial is None and paper.outcome is None]


def _read(desk: Desk, work: Work) -> None:
    """Read each file; once more those with held rows where a later file brought units in."""
    if not _read_each(desk, _unread(desk), work):
        return
    for paper in desk.papers:
        if paper.outcome is None and paper.trial and paper.trial.report.counts.get("held"):
            paper.read_again()
    _read_each(desk, _unread(desk), work)


def _read_each(desk: Desk, papers: list[Paper], work: Work) -> bool:
    """Were there units among them?"""
    for number, paper in enumerate(papers):
        work.hear_file(number, paper.name)
        _read_one(desk, paper, work)
    return any("units" in paper.trial.report.kinds for paper in papers)


def _read_one(desk: Desk, paper: Paper, work: Work) -> None:
    """A fault of ours stops this file only; the log knows its number."""
    try:
        try_paper(desk, paper, work.hear)
    except Exception:
        number = secrets.token_hex(3)
        log.exception("fault %s", number)
        paper.trouble = desk.t("state.fault_do", number=number)
        paper.trial = Trial(empty_report(paper.name, paper.key, "fault"), None, ())
